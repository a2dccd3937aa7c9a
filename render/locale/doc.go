// Package locale says what a report says, in English and in Chinese.
//
// Analyses return codes; a [Locale] words them. Every wording of a language
// stands in one catalogue, a map from keys such as "exception.over_limit.why" to
// texts with named places in braces:
//
//	"{n} {n:customer|customers} of {total}"
//
// A place takes the argument of its name; one with a colon picks a form by the
// number that is its argument, the first for one and the second for all others.
// Chinese needs no second form, and numbers inside words are always half-width.
package locale
