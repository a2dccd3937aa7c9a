// Package mail composes messages and hands them to an SMTP server, so that what is
// archived is byte for byte what was sent, and so that every answer, and the lack
// of one, has a name.
//
// go-mail writes the message and dials, encrypts and logs in. The conversation
// after that is held here, command by command, for three reasons: the bytes
// composed are those sent; the moment just before the final dot can be recorded;
// and a failure before it (surely not delivered) is told apart from silence after
// it (unknown, not to be sent again by itself).
package mail
