// Package killtest holds Daybook to its promise about mails: it is killed hundreds
// of times while it delivers, and each message still arrives once, or is known to
// be unknown. Its tests run the real binary against a real MariaDB and a mail server
// of their own; they belong to the full suite.
package killtest
