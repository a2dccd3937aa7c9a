package mail

import "strings"

// advice names an answer of a server and says what to do about it.
type advice struct {
	at       stage  // empty: at any
	code     int    // exact, or a class: 4 is 4xx, 5 is 5xx
	enhanced string // "5.7.139"; empty: any
	says     string // in lower case; empty: anything
	kind     Kind
	reason   Reason
	hint     string
}

// advices are tried in order; the first that fits is taken. Codes by RFC 5321 and
// RFC 3463, the rest from what the named providers answer.
var advices = []advice{
	{code: 5, says: "smtpclientauthentication is disabled", kind: Auth, reason: ReasonLoginDisabled,
		hint: "Microsoft 365 has turned SMTP login with a password off. Either an administrator allows it for this mailbox (Set-CASMailbox ADDRESS -SmtpClientAuthenticationDisabled $false) and the tenant has no security defaults, or use auth: xoauth2, or a relay (a connector) that needs no login"},
	{code: 5, enhanced: "5.7.139", kind: Auth, reason: ReasonLoginDisabled,
		hint: "Microsoft 365 refuses password logins here (security defaults or a conditional access rule): use auth: xoauth2, or a relay that needs no login"},
	{code: 535, says: "basic authentication is disabled", kind: Auth, reason: ReasonLoginDisabled,
		hint: "Microsoft has ended password logins for this mailbox: use auth: xoauth2, or a relay that needs no login"},
	{at: stageAuth, code: 4, kind: Temporary, reason: ReasonBusy},
	{at: stageAuth, code: 534, kind: Auth, reason: ReasonLogin,
		hint: "this provider wants an app password (Gmail, iCloud) instead of that of the account"},
	{at: stageAuth, code: 5, kind: Auth, reason: ReasonLogin,
		hint: "check user name and password; QQ, 163 and Gmail want the authorisation code or app password (授权码) instead of that of the account"},
	{code: 530, kind: Auth, reason: ReasonLoginRequired, hint: "set username and password, and tls: starttls"},
	{code: 538, kind: Auth, reason: ReasonTLS, hint: "this server takes logins over TLS only: set tls: starttls"},

	{code: 4, says: "greylist", kind: Temporary, reason: ReasonGreylisted},
	{code: 4, says: "graylist", kind: Temporary, reason: ReasonGreylisted},
	{code: 452, enhanced: "4.2.2", kind: Temporary, reason: ReasonMailboxFull},
	{code: 4, kind: Temporary, reason: ReasonBusy},

	{code: 5, enhanced: "5.2.2", kind: Permanent, reason: ReasonMailboxFull, hint: "the recipient must make room"},
	{code: 5, enhanced: "5.3.4", kind: TooLarge, reason: ReasonTooLarge, hint: largeHint},
	{code: 5, enhanced: "5.2.3", kind: TooLarge, reason: ReasonTooLarge, hint: largeHint},
	{code: 552, says: "quota", kind: Permanent, reason: ReasonMailboxFull, hint: "the recipient must make room"},
	{code: 552, kind: TooLarge, reason: ReasonTooLarge, hint: largeHint},
	{code: 523, kind: TooLarge, reason: ReasonTooLarge, hint: largeHint},

	{code: 5, enhanced: "5.7.60", kind: Permanent, reason: ReasonSenderRefused,
		hint: "Exchange: this login has no Send As right on the From address; grant it, or send from the login's own address"},
	{code: 5, says: "sendasdenied", kind: Permanent, reason: ReasonSenderRefused,
		hint: "Exchange: this login has no Send As right on the From address; grant it, or send from the login's own address"},
	{at: stageFrom, code: 5, kind: Permanent, reason: ReasonSenderRefused,
		hint: "many servers (QQ, 163, Aliyun) take as From only the address that logs in"},
	{at: stageTo, code: 5, says: "relay", kind: Permanent, reason: ReasonRelayDenied,
		hint: "the server sends to its own domains only unless one logs in, or its administrator lists this machine"},
	{at: stageTo, code: 5, kind: Permanent, reason: ReasonRecipientRefused,
		hint: "check the address, and that the recipient takes mail from outside"},
	{code: 554, says: "relay", kind: Permanent, reason: ReasonRelayDenied,
		hint: "the server sends to its own domains only unless one logs in, or its administrator lists this machine"},
	{code: 554, kind: Permanent, reason: ReasonContentRefused,
		hint: "taken for spam or against a rule of the server: let its administrator look the reply up and allow this sender"},
	{code: 5, says: "spam", kind: Permanent, reason: ReasonContentRefused,
		hint: "taken for spam: let the server's administrator allow this sender"},
}

const largeHint = "lower max_size in the configuration, so that Daybook mails the summary and the path of the file instead"

func (a advice) matches(at stage, e *Error) bool {
	return (a.at == "" || a.at == at) &&
		(a.code == e.Code || a.code == e.Code/100) &&
		(a.enhanced == "" || a.enhanced == e.Enhanced) &&
		(a.says == "" || strings.Contains(strings.ToLower(e.Reply), a.says))
}
