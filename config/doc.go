// Package config reads what the operator wrote: one YAML file, strict and typed.
//
// [Load] reads a file and [Parse] bytes. Both give back either a whole [Config],
// every default filled in, or [Mistakes]: all that is wrong with the file, each
// with its line, what is allowed there and what to do. A Config keeps the position
// of every field, so that a package which alone can judge a value (a preset its
// parameters, the ERP its companies) has its verdict printed in the same form by
// [Config.Mistake].
//
// The way of a value: tree.go turns YAML into nodes with positions and is the only
// file that knows the YAML library; value.go takes typed values out of nodes and
// collects the mistakes; one file per section says which keys there are, what they
// default to and what is allowed.
package config
