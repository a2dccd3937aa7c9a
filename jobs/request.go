package jobs

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"daybook/config"
	"daybook/extract/fact"
)

// Request is how one run is asked for.
type Request struct {
	// AsOf overrides the job's own as-of; none keeps it.
	AsOf fact.Date
	// By says who asks: "schedule" or a user's name.
	By string
	// DryRun builds the files, says whom it would mail, and takes no claim.
	DryRun bool
	// To redirects every mail to one address; it takes no claim either.
	To string
	// Out is a folder that also gets the files. What is not archived (dry runs,
	// redirected mails, what was delivered before) is written there, or where it is
	// empty, to the working directory.
	Out string
	// Due is when the run was due: it waits until the ERP is ready, or the deadline
	// after this. None waits for nothing.
	Due time.Time
	// Stop ends the waiting when it is closed: the run is left to whoever comes next.
	Stop <-chan struct{}
	// Keep builds the files and puts them into the archive, and mails nobody.
	Keep bool
	// Once leaves alone what was delivered already: nothing is read or built.
	Once bool
	// Restate makes a new revision of what was delivered, and marks it.
	Restate bool
}

// claims says whether the run is one that must happen only once.
func (q Request) claims() bool { return !q.DryRun && q.To == "" }

func unknownJob(name string, c *config.Config) error {
	var known []string
	for _, j := range c.Jobs {
		known = append(known, j.Name)
	}
	return &UsageError{
		fmt.Sprintf("there is no job %q in %s", name, c.File),
		"the jobs are: " + strings.Join(known, ", "),
	}
}

// mayMail says whether the request's mails can leave the house, and may.
func (r *Runner) mayMail(job config.Job, q Request) error {
	if !q.DryRun && !q.Keep && r.Post == nil {
		return &UsageError{
			fmt.Sprintf("job %s cannot be delivered: the configuration has no mail section", job.Name),
			"add one, or use --dry-run, which needs no mail server",
		}
	}
	if q.To == "" {
		return nil
	}
	return allowed(r.Config.Mail, q.To)
}

// allowed holds an address that is not from the configuration to its domains.
func allowed(m config.Mail, address string) error {
	domain := strings.ToLower(domainOf(address))
	if len(m.AllowedDomains) == 0 || slices.Contains(m.AllowedDomains, domain) {
		return nil
	}
	return &UsageError{
		fmt.Sprintf("%s is outside mail.allowed_domains", address),
		"allowed are: " + strings.Join(m.AllowedDomains, ", "),
	}
}
