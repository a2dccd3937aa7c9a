package config

import (
	"net/mail"
	"slices"
	"strings"
	"time"
)

// Address is a mail address with an optional name.
type Address = mail.Address

// Mail is how messages leave.
type Mail struct {
	Host string
	Port int
	// Security is "starttls", "tls" or "none".
	Security string
	User     string
	Password Secret
	From     Address
	ReplyTo  []Address
	// AllowedDomains, in lower case, are all that may be written to; none allows all.
	AllowedDomains []string
	// Timeout bounds one exchange with the server.
	Timeout time.Duration
	// MaxSize of a message in bytes.
	MaxSize int64
	// RetryBudget is how long a temporary failure is retried.
	RetryBudget time.Duration
	// ArchiveLink is shown in the mail: where the archive is found.
	ArchiveLink string
}

// Securities are the ways to protect the connection to the mail server.
var Securities = []string{"starttls", "tls", "none"}

func (v value) mail() Mail {
	o := v.object("mail.host, mail.from, …")
	defer o.end()
	if o.absent() {
		return Mail{}
	}
	m := Mail{
		Host:           o.get("host").required("a host name", "name the SMTP server").text(""),
		Port:           o.get("port").integer(587, 1, 65535),
		Security:       o.get("security").choice("starttls", Securities...),
		From:           parsed(o.get("from").required("an address", "say whom the mails come from"), Address{}, ParseAddress),
		ReplyTo:        o.get("reply_to").addresses(nil),
		AllowedDomains: o.get("allowed_domains").domains(),
		Timeout:        parsed(o.get("timeout"), time.Minute, parseDuration),
		MaxSize:        parsed(o.get("max_size"), 20_000_000, parseSize),
		RetryBudget:    parsed(o.get("retry_budget"), 10*time.Minute, parseDuration),
		ArchiveLink:    o.get("archive_link").text(""),
	}
	m.User, m.Password = o.login()
	if m.Security == "none" && m.User != "" {
		v.r.remark("mail.security", "is none, so that the password crosses the network in the clear")
	}
	return m
}

// login refuses half a login: a server that wants one would refuse it at seven.
func (o *object) login() (string, Secret) {
	user := o.get("user")
	password, key := o.secret("password")
	switch {
	case user.absent() && !key.absent():
		user.required("a user name", "add it, or remove the password")
	case !user.absent() && key.absent():
		o.get("password").required("mail.password or mail.password_file", "add it, or remove mail.user")
	}
	return user.text(""), password
}

// domains are compared as wholes: a sub-domain is another domain.
func (v value) domains() []string {
	var out []string
	for _, each := range v.list() {
		text := strings.ToLower(each.text(""))
		switch {
		case text == "":
		case strings.ContainsAny(text, "@*/ ") || strings.Trim(text, ".") != text:
			each.refuse(each.written()+" is not a domain", "a domain such as example.com", "leave out @ and *; list each sub-domain")
		default:
			out = append(out, text)
		}
	}
	return out
}

// addresses reads one or several addresses of the allowed domains.
func (v value) addresses(domains []string) []Address {
	var out []Address
	for _, each := range v.list() {
		address := parsed(each, Address{}, ParseAddress)
		if address.Address == "" {
			continue
		}
		domain := strings.ToLower(address.Address[strings.LastIndexByte(address.Address, '@')+1:])
		if len(domains) > 0 && !slices.Contains(domains, domain) {
			each.refuse(each.written()+" is outside mail.allowed_domains", strings.Join(domains, ", "), "correct the address, or add its domain to mail.allowed_domains")
			continue
		}
		out = append(out, address)
	}
	return out
}

// ParseAddress reads an address, with or without a name before it.
func ParseAddress(text string) (Address, error) {
	address, err := mail.ParseAddress(text)
	if err != nil {
		why := refusal{quoted(text) + " is not a mail address", `name@example.com, or "Ann Lee <ann@example.com>"`, ""}
		if strings.ContainsAny(text, ",;") {
			why.hint = "write several addresses as a list: [a@example.com, b@example.com]"
		}
		return Address{}, why
	}
	if !strings.Contains(address.Address[strings.LastIndexByte(address.Address, '@'):], ".") && !strings.HasSuffix(address.Address, "@localhost") {
		return Address{}, refusal{quoted(text) + " has no full domain", "name@example.com", "complete what follows the @"}
	}
	return *address, nil
}
