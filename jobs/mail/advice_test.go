package mail

import (
	"errors"
	"fmt"
	"io"
	"net/textproto"
	"testing"
)

// What servers really say, as their users report it.
func TestAdvice(t *testing.T) {
	for _, c := range []struct {
		at     stage
		code   int
		says   string
		kind   Kind
		reason Reason
	}{
		// Microsoft 365 and Exchange
		{stageAuth, 535, "5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.", Auth, ReasonLoginDisabled},
		{stageAuth, 535, "5.7.139 Authentication unsuccessful, the user credentials were incorrect.", Auth, ReasonLoginDisabled},
		{stageAuth, 535, "5.7.3 Authentication unsuccessful", Auth, ReasonLogin},
		{stageAuth, 454, "4.7.0 Temporary authentication failure", Temporary, ReasonBusy},
		{stageFrom, 530, "5.7.57 Client not authenticated to send mail.", Auth, ReasonLoginRequired},
		{stageOpen, 421, "4.3.2 The maximum number of concurrent connections has exceeded a limit", Temporary, ReasonBusy},
		{stageFinal, 432, "4.3.2 Concurrent connections limit exceeded.", Temporary, ReasonBusy},
		{stageFinal, 550, "5.7.60 SMTP; Client does not have permissions to send as this sender", Permanent, ReasonSenderRefused},
		{stageFinal, 554, "5.2.252 SendAsDenied; daybook@contoso.com not allowed to send as cfo@contoso.com", Permanent, ReasonSenderRefused},
		{stageTo, 550, "5.4.1 Recipient address rejected: Access denied.", Permanent, ReasonRecipientRefused},
		{stageTo, 550, "5.7.54 SMTP; Unable to relay recipient in non-accepted domain", Permanent, ReasonRelayDenied},
		{stageFinal, 552, "5.3.4 Message size exceeds fixed maximum message size", TooLarge, ReasonTooLarge},
		// Gmail
		{stageAuth, 534, "5.7.9 Application-specific password required.", Auth, ReasonLogin},
		{stageAuth, 535, "5.7.8 Username and Password not accepted.", Auth, ReasonLogin},
		{stageFinal, 552, "5.3.4 Your message exceeded Google's message size limits.", TooLarge, ReasonTooLarge},
		{stageTo, 452, "4.2.2 The email account that you tried to reach is over quota.", Temporary, ReasonMailboxFull},
		{stageTo, 550, "5.1.1 The email account that you tried to reach does not exist.", Permanent, ReasonRecipientRefused},
		{stageFinal, 550, "5.7.1 This message is likely unsolicited mail (spam)", Permanent, ReasonContentRefused},
		// QQ, 163
		{stageAuth, 535, "Login Fail. Please enter your authorization code to login.", Auth, ReasonLogin},
		{stageFrom, 553, "Mail from must equal authorized user", Permanent, ReasonSenderRefused},
		{stageFinal, 554, "DT:SPM 163 smtp10,DsCowAD", Permanent, ReasonContentRefused},
		// Postfix
		{stageTo, 450, "4.2.0 <li@example.com>: Recipient address rejected: Greylisted, see http://postgrey", Temporary, ReasonGreylisted},
		{stageTo, 454, "4.7.1 <li@example.com>: Relay access denied", Temporary, ReasonBusy},
		{stageTo, 554, "5.7.1 <li@example.com>: Relay access denied", Permanent, ReasonRelayDenied},
		{stageFinal, 452, "4.3.1 Insufficient system storage", Temporary, ReasonBusy},
		{stageTo, 552, "5.2.2 Mailbox size limit exceeded", Permanent, ReasonMailboxFull},
		{stageFrom, 530, "5.7.0 Must issue a STARTTLS command first", Auth, ReasonLoginRequired},
		{stageData, 503, "5.5.1 Error: need RCPT command", Permanent, ReasonRefused},
	} {
		e := classify(c.at, fmt.Errorf("wrapped: %w", &textproto.Error{Code: c.code, Msg: c.says}))
		if e.Kind != c.kind || e.Reason != c.reason || e.Code != c.code {
			t.Errorf("%s, %d %s: %s %s, want %s %s", c.at, c.code, c.says, e.Kind, e.Reason, c.kind, c.reason)
		}
		if permanent := e.Kind != Temporary && e.Reason != ReasonRefused; permanent && e.Hint == "" {
			t.Errorf("%d %s: no word on what to do", c.code, c.says)
		}
	}
}

func TestSilence(t *testing.T) {
	for at, want := range map[stage]Kind{
		stageOpen: Temporary, stageFrom: Temporary, stageTo: Temporary, stageData: Temporary, stageFinal: Unknown,
	} {
		for _, err := range []error{io.EOF, io.ErrUnexpectedEOF, errors.New("short response: x")} {
			if e := classify(at, err); e.Kind != want {
				t.Errorf("%s, %v: %s, want %s", at, err, e.Kind, want)
			}
		}
	}
}
