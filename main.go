// Daybook turns an ERP's database into the workbooks that finance and sales
// open, and mails each person exactly their part.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	_ "time/tzdata" // a server may have no zone files, and a day must end right anyway

	"daybook/internal/cli"
	"daybook/internal/heap"
)

func main() {
	heap.Bound(heap.Ample)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := cli.Run(ctx, os.Args[1:], cli.Process())
	stop()
	os.Exit(code)
}
