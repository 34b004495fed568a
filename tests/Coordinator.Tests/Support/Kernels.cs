namespace NumaProbe.Coordinator.Tests.Support;

/// <summary>Names of generations, by what is true of them: derived from no data of theirs, so that a wrong one is noticed.</summary>
public static class Kernels
{
    /// <summary>All of them.</summary>
    public static TheoryData<string> All => ["v4.19", "rfc-2018", "v5.1", "v5.15", "v6.1", "v6.12", "rfc-2026"];

    /// <summary>Those that queue a job for each device, 4.20 and older not among them.</summary>
    public static TheoryData<string> PerDevice => ["rfc-2018", "v5.1", "v5.15", "v6.1", "v6.12", "rfc-2026"];

    /// <summary>Those that queue near a device's node.</summary>
    public static TheoryData<string> Since51 => ["v5.1", "v5.15", "v6.1", "v6.12", "rfc-2026"];

    /// <summary>Those with the code of 5.15 and later.</summary>
    public static TheoryData<string> Since515 => ["v5.15", "v6.1", "v6.12", "rfc-2026"];

    /// <summary>Those with the code of 6.1 and later.</summary>
    public static TheoryData<string> Since61 => ["v6.1", "v6.12", "rfc-2026"];

    /// <summary>Those with the code of 5.10 and older.</summary>
    public static TheoryData<string> Until510 => ["v4.19", "rfc-2018", "v5.1"];

    /// <summary>Those without a dead flag.</summary>
    public static TheoryData<string> Until420 => ["v4.19", "rfc-2018"];

    /// <summary>All of them, each with one more argument.</summary>
    public static IEnumerable<TheoryDataRow> With1(object argument) => Names(All).Select(name => new TheoryDataRow(name, argument));

    /// <summary>All of them, each with two more arguments.</summary>
    public static IEnumerable<TheoryDataRow> With2(object first, object second) => Names(All).Select(name => new TheoryDataRow(name, first, second));

    private static IEnumerable<string> Names(TheoryData<string> names) => names.Select(row => row.Data);
}
