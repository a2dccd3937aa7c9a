package jobs

// FiringBefore is tested by itself: its cases are calendars.
var FiringBefore = firingBefore
