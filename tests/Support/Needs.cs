namespace NumaProbe.Tests.Support;

/// <summary>
/// What a test needs from the machine. Where it is absent the test is skipped and says why; with <c>CI=true</c> it
/// fails instead, so that nothing is left untested without anyone seeing it. The only place that skips tests.
/// </summary>
internal static class Needs
{
    /// <summary>Skips or fails the calling test unless a program is on the path.</summary>
    /// <param name="name">Name of the program.</param>
    internal static void Tool(string name) => That(IsOnPath(name), $"{name} is not installed");

    /// <summary>Skips or fails the calling test unless something holds.</summary>
    /// <param name="present">True when the test can run.</param>
    /// <param name="reason">Why it cannot, for people.</param>
    internal static void That(bool present, string reason) =>
        That(present, reason, string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase));

    /// <summary>As above, with the answer to whether absence is an error.</summary>
    internal static void That(bool present, string reason, bool absenceFails)
    {
        if (!present && absenceFails)
        {
            Assert.Fail($"{reason}; with CI=true everything must be there");
        }

        Assert.SkipUnless(present, reason);
    }

    private static bool IsOnPath(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Any(folder => File.Exists(Path.Combine(folder, name)) || File.Exists(Path.Combine(folder, name + ".exe")));
}
