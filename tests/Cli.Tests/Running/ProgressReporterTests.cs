using NumaProbe.Cli.Tests.Support;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Cli.Tests.Running;

public sealed class ProgressReporterTests : IDisposable
{
    private readonly CliHarness _cli = new();
    private readonly FakeClock _clock = new();

    public ProgressReporterTests()
    {
        _cli.Clock = _clock;
        _cli.Runner = new FakeRunner((_, progress, _) =>
        {
            for (var step = 1; step <= 50; step++)
            {
                _clock.Now = TimeSpan.FromMilliseconds(100 * step);
                progress!.Report(new RunProgress(step * 1_000_000L, step));
            }

            return new RunEnd(RunStatus.Completed, 0, 50, null);
        });
    }

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void A_file_gets_a_line_a_second_after_two_seconds()
    {
        Run();
        _cli.Error.ShouldBe(
            """
            2 s: 20 events, 20.000 ms of virtual time
            3 s: 30 events, 30.000 ms of virtual time
            4 s: 40 events, 40.000 ms of virtual time
            5 s: 50 events, 50.000 ms of virtual time

            """);
    }

    [Fact]
    public void A_terminal_gets_one_line_that_changes_and_goes_away()
    {
        _cli.ErrorIsTerminal = true;
        Run();
        _cli.Error.ShouldNotContain("\n");
        _cli.Error.Split('\r').Length.ShouldBe(1 + 16 + 2);
        _cli.Error.ShouldEndWith("\r" + new string(' ', "5 s: 50 events, 50.000 ms of virtual time".Length) + "\r");
    }

    [Fact]
    public void A_short_run_says_nothing()
    {
        _cli.Runner = FakeRunner.Ending(RunStatus.Completed);
        Run();
        _cli.Error.ShouldBeEmpty();
    }

    private void Run() => _cli.Run("run", _cli.File("s.yaml", SomeScenario.TwoNodes), "--out", _cli["run"]).ShouldBe(0);
}
