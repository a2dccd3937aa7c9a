package config

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
)

// Job is one report, when it is made and for whom.
type Job struct {
	Name string
	// Report is one of [Reports].
	Report string
	// Schedule is zero for a job that is run by hand only.
	Schedule Schedule
	// TimeZone is the IANA name of the zone that Schedule and AsOf go by.
	TimeZone string
	// Calendar says what working days are, to Schedule and AsOf.
	Calendar *Calendar
	AsOf     AsOf
	Language string
	// Ready is what must be so before the report is made.
	Ready  Ready
	Retry  Retry
	Missed Missed
	// Empty says what is sent when there is nothing to report: "always" the report,
	// "note" a short mail, "skip" nothing.
	Empty string
	// HoldOnFailedTieOut keeps the report back when a check failed.
	HoldOnFailedTieOut bool
	// Tolerance is the decimal amount up to which a difference passes a check.
	Tolerance   string
	Receivables ReceivablesOptions
	Sales       SalesOptions
	Invoices    InvoicesOptions
	Recipients  []Recipient
	// Subject is put before the mail's subject.
	Subject string
	// Ping is the address of a dead man's switch that is asked for after each success.
	// Whoever knows it can keep the alarm silent.
	Ping Secret
}

// Recipient gets a slice of the report. Without To, of a slice of each salesperson,
// every salesperson gets their own, at the address that the ERP has.
type Recipient struct {
	To    []Address
	Name  string
	Slice string
	// File says instead of all of these who gets what; see [ReadPeople]. It is read at
	// each run.
	File string
}

// Location returns the time zone that the job's schedule and as-of go by.
func (j Job) Location() *time.Location { return location(j.TimeZone) }

// defaults are what a job takes from the rest of the file.
type defaults struct {
	zone, language string
	calendar       *Calendar
	domains        []string
	slices         []Slice
}

// names lists the slices that a recipient may be given.
func (d defaults) names() []string { return sliceNames(d.slices) }

// each says whether a slice is one of every salesperson, whose addresses the ERP
// knows.
func (d defaults) each(name string) bool {
	return slices.ContainsFunc(d.slices, func(s Slice) bool { return s.Name == name && s.Each && s.By == "salesperson" })
}

var (
	emptyPolicies = []string{"always", "note", "skip"}
	jobName       = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,59}$`)
)

// usualAsOf is what each report reports on where the job does not say.
var usualAsOf = map[string]AsOf{"receivables": Yesterday, "sales": LastWeek, "invoices": LastMonthEnd}

const jobNameForm = "lower-case letters, digits and -, at most 60"

func (v value) jobs(from defaults) []Job {
	var out []Job
	var names []string
	for _, each := range v.items("a list of jobs, each with name, report and recipients") {
		j := each.job(from, names)
		names = append(names, j.Name)
		out = append(out, j)
	}
	return out
}

func (v value) job(from defaults, earlier []string) Job {
	o := v.object("keys: name, report, schedule, recipients, …")
	defer o.end()
	if o.absent() {
		return Job{}
	}
	name := o.get("name").required(jobNameForm, "").name(jobName, earlier, jobNameForm)
	report := o.get("report").required(strings.Join(Reports, ", "), "say what to make").choice("", Reports...)
	if slices.Contains(unparted, report) {
		from.slices = nil
	}
	j := Job{
		Name:               name,
		Report:             report,
		Schedule:           parsed(o.get("schedule"), Schedule{}, ParseSchedule),
		TimeZone:           parsed(o.get("time_zone"), from.zone, parseZone),
		Calendar:           o.get("calendar").calendar(from.calendar),
		AsOf:               parsed(o.get("as_of"), AsOf{}, ParseAsOf),
		Language:           o.get("language").choice(from.language, Languages...),
		Missed:             o.get("missed").missed(),
		Ready:              o.get("ready").ready(),
		Retry:              o.get("retry").retry(),
		Empty:              o.get("empty").choice("always", emptyPolicies...),
		HoldOnFailedTieOut: o.get("hold_on_failed_tie_out").boolean(false),
		Tolerance:          parsed(o.get("tie_out_tolerance"), "0", parseTolerance),
		Receivables:        o.get("receivables").receivables(),
		Sales:              o.get("sales").sales(),
		Invoices:           o.get("invoices").invoices(),
		Recipients:         o.get("recipients").required("a list of recipients", "name at least one, each with to and slice").recipients(from),
		Subject:            o.get("subject").text(""),
	}
	j.Ping = o.ping()
	if o.get("as_of").absent() {
		j.AsOf = usualAsOf[j.Report]
	}
	j.Schedule, j.AsOf = j.Schedule.On(j.Calendar), j.AsOf.On(j.Calendar)
	o.get("schedule").firesOnce(j)
	return j
}

// anyYear is where firings are tried from: four years from here hold a leap day.
var anyYear = time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)

func (v value) firesOnce(j Job) {
	if j.AsOf.IsZero() {
		return // told already
	}
	twice, at := j.FiresTwice(anyYear)
	if !twice {
		return
	}
	const form = "Mon 2 Jan 2006 15:04"
	v.refuse(
		fmt.Sprintf("%s with as_of %s makes the same report twice, for instance on %s and on %s",
			v.written(), j.AsOf, at[0].Format(form), at[1].Format(form)),
		"at most one firing for each as-of date",
		"let it fire less often, or change as_of",
	)
}

// FiresTwice says whether two firings of the job in the four years after from would
// report on the same as-of date, and gives the first two. A report is delivered once
// for each date, so that the second firing would send nothing.
func (j Job) FiresTwice(from time.Time) (bool, [2]time.Time) {
	loc := j.Location()
	until := from.AddDate(4, 0, 1)
	earlier := j.Schedule.Next(from, loc)
	// As-of dates never go back with time, so that equal ones are neighbours.
	for !earlier.IsZero() {
		next := j.Schedule.Next(earlier, loc)
		if next.IsZero() || next.After(until) {
			break
		}
		if j.AsOf.on(next, loc).Equal(j.AsOf.on(earlier, loc)) {
			return true, [2]time.Time{earlier, next}
		}
		earlier = next
	}
	return false, [2]time.Time{}
}

func (v value) recipients(from defaults) []Recipient {
	var out []Recipient
	seen := make(map[string]bool)
	for _, each := range v.items("a list of recipients, each with to and slice") {
		out = append(out, each.recipient(from, seen))
	}
	return out
}

func (v value) recipient(from defaults, seen map[string]bool) Recipient {
	o := v.object("keys: to, name, slice; or file")
	defer o.end()
	if o.absent() {
		return Recipient{}
	}
	if file := o.get("file"); !file.absent() {
		return o.listed(file, seen)
	}
	r := Recipient{
		Name:  o.get("name").text(""),
		Slice: o.get("slice").required(strings.Join(from.names(), ", "), `say what they may see; "all" is everything`).choice("", from.names()...),
	}
	to := o.get("to")
	if !from.each(r.Slice) {
		to = to.required("an address, or a list of them", "")
	}
	r.To = to.addresses(from.domains)
	for _, a := range r.To {
		key := strings.ToLower(a.Address) + "\x00" + r.Slice
		if seen[key] {
			to.refuse(fmt.Sprintf("names an address that gets slice %s of this job already", r.Slice), "each address once for a slice", "remove one of the two")
		}
		seen[key] = true
	}
	return r
}

// listed is a file of recipients.
func (o *object) listed(file value, seen map[string]bool) Recipient {
	for _, name := range []string{"to", "name", "slice"} {
		if beside := o.get(name); !beside.absent() {
			beside.refuse("stands beside file, which says who gets what", "file, or to, name and slice", "remove it, or make it an entry of its own")
		}
	}
	path := file.file("")
	if seen[path] && path != "" {
		file.refuse("is named by this job already", "each file once", "remove one of the two")
	}
	seen[path] = true
	return Recipient{File: file.r.path(path)}
}
