package tables

import "testing"

func TestReadDate(t *testing.T) {
	const iso = "2025-05-03"
	for _, test := range []struct{ form, text, want string }{
		{"", "2025-05-03", iso}, {"", "20250503", iso}, {"", "2025/05/03", iso}, {"", "2025/5/3", iso}, {"", "2025-5-3", iso},
		{"", "2025-05-03 23:59:59", iso}, {"", "2025-05-03T00:00:00.000", iso}, {"", "2025/5/3 0:00", iso},
		{"", "2024-02-29", "2024-02-29"}, {"", "0001-01-01", "0001-01-01"},
		{"D/M/YYYY", "3/5/2025", iso}, {"M/D/YYYY", "5/3/2025", iso}, {"DD.MM.YYYY", "03.05.2025", iso}, {"d.m.yyyy", "3.5.2025", iso},
		{"MM-DD-YYYY", "05-03-2025 10:00", iso}, {"D/M/YYYY", "2025-05-03", iso}, {"D/M/YYYY", "20250503", iso},

		{"", "3/5/2025", `"3/5/2025" may be day first or month first: say which with the date format, such as D/M/YYYY or M/D/YYYY`},
		{"", "31.05.25", `"31.05.25" may be day first or month first: say which with the date format, such as D/M/YYYY or M/D/YYYY`},
		{"", "2025-02-29", `"2025-02-29" is no date: write YYYY-MM-DD, or leave it empty where there is none`},
		{"", "0000-00-00", `"0000-00-00" is no date: write YYYY-MM-DD, or leave it empty where there is none`},
		{"", "2025-05/03", `"2025-05/03" is no date: write YYYY-MM-DD, or leave it empty where there is none`},
		{"", "2025-05-03 23:59:59+08:00", `"2025-05-03 23:59:59+08:00" is no date: write YYYY-MM-DD, or leave it empty where there is none`},
		{"", "20251301", `"20251301" is no date: write YYYY-MM-DD, or leave it empty where there is none`},
		{"", "45780", `"45780" is no date: write YYYY-MM-DD, or leave it empty where there is none`},
		{"M/D/YYYY", "13/5/2025", `"13/5/2025" is no date of the form M/D/YYYY`},
		{"M/D/YYYY", "5.3.2025", `"5.3.2025" is no date of the form M/D/YYYY`},
	} {
		form, err := parseDateFormat(test.form)
		if err != nil {
			t.Fatal(err)
		}
		got, err := form.read(test.text)
		if err != nil {
			got = err.Error()
		}
		if got != test.want {
			t.Errorf("%q as %q:\ngot  %s\nwant %s", test.text, test.form, got, test.want)
		}
	}
}

func TestDateFormats(t *testing.T) {
	for _, wrong := range []string{"D/M/YY", "YYYY", "D/M-YYYY", "D/D/YYYY", "DDD/M/YYYY", "YYYY/YYYY/D", "%d"} {
		_, err := parseDateFormat(wrong)
		if want := `"` + wrong + `" is no form of a date: write D, M and YYYY between / . or -, such as D/M/YYYY`; err == nil || err.Error() != want {
			t.Errorf("%s: got %v, want %s", wrong, err, want)
		}
	}
}
