using Xunit.Sdk;

namespace NumaProbe.Architecture.Tests;

/// <summary>The one place that skips tests.</summary>
public sealed class NeedsTests
{
    private const string Absent = "a-program-that-nobody-has";

    [Fact]
    public void An_absent_tool_skips_on_a_desk_and_says_why() =>
        Should.Throw<SkipException>(() => Needs.That(present: false, $"{Absent} is not installed", absenceFails: false)).Message.ShouldContain(Absent);

    [Fact]
    public void An_absent_tool_fails_in_continuous_integration() =>
        Should.Throw<FailException>(() => Needs.That(present: false, $"{Absent} is not installed", absenceFails: true)).Message.ShouldContain(Absent);

    [Fact]
    public void A_present_tool_lets_the_test_run()
    {
        Should.NotThrow(() => Needs.Tool("dotnet"));
        Should.NotThrow(() => Needs.That(present: true, "nothing", absenceFails: true));
    }
}
