using System.Runtime.InteropServices;

namespace NumaProbe.Analysis.Agreement;

/// <summary>Reports of a set of recordings taken together.</summary>
/// <param name="Recordings">Recordings compared.</param>
/// <param name="Agreeing">Of these, how many agree.</param>
/// <param name="Times">Times compared in recordings whose times count.</param>
/// <param name="TimesWithin">Of these, how many lie within their bounds.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct AgreementTotal(int Recordings, int Agreeing, int Times, int TimesWithin)
{
    /// <summary>Share of times within bounds, 0 to 1; 1 when none was compared.</summary>
    public double Share => Times == 0 ? 1 : (double)TimesWithin / Times;

    /// <summary>Adds up reports.</summary>
    /// <param name="reports">The reports.</param>
    public static AgreementTotal Of(IEnumerable<AgreementReport> reports)
    {
        ArgumentNullException.ThrowIfNull(reports);
        return reports.Aggregate(default(AgreementTotal), static (sum, report) => new AgreementTotal(
            sum.Recordings + 1,
            sum.Agreeing + (report.Agrees ? 1 : 0),
            sum.Times + (report.CountsTimes ? report.Times : 0),
            sum.TimesWithin + (report.CountsTimes ? report.TimesWithin : 0)));
    }
}
