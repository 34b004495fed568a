using NumaProbe.Cli.Services;

namespace NumaProbe.Cli.Tests.Services;

public sealed class PulseWatchTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void A_process_without_a_new_pulse_for_so_many_looks_has_stopped()
    {
        var watch = new PulseWatch(_file);
        Beat("a");
        watch.HasStopped().ShouldBeFalse();
        for (var look = 1; look < PulseWatch.MostMissed; look++)
        {
            watch.HasStopped().ShouldBeFalse();
        }

        watch.HasStopped().ShouldBeTrue();
    }

    [Fact]
    public void A_new_pulse_at_the_last_look_begins_the_count_anew()
    {
        var watch = new PulseWatch(_file);
        for (var beat = 0; beat < 3; beat++)
        {
            Beat($"{beat}");
            for (var look = 0; look < PulseWatch.MostMissed; look++)
            {
                watch.HasStopped().ShouldBeFalse();
            }
        }
    }

    [Fact]
    public void The_first_pulse_may_take_longer_and_not_for_ever()
    {
        File.Delete(_file);
        var watch = new PulseWatch(_file);
        Enumerable.Range(1, PulseWatch.MostMissedAtStart - 1).Count(_ => watch.HasStopped()).ShouldBe(0);
        watch.HasStopped().ShouldBeTrue();
    }

    [Theory]
    [InlineData("--health-file", "mine")]
    [InlineData("--health-file=mine")]
    public void A_process_that_has_a_pulse_keeps_it(params string[] words)
    {
        var child = new ChildSpec("node", ["node", .. words], IsVital: true).WithPulseIn("folder");
        child.PulseFile.ShouldBe("mine");
        child.Arguments.Count.ShouldBe(1 + words.Length);
    }

    [Fact]
    public void A_process_without_a_pulse_gets_one() =>
        new ChildSpec("node", ["node", "--nodes", "0"], IsVital: true).WithPulseIn("folder").PulseFile.ShouldBe(Path.Combine("folder", "node"));

    [Fact]
    public void The_pulse_of_an_earlier_process_is_not_that_of_this_one()
    {
        Beat("of the one before");
        var watch = new PulseWatch(_file);
        Enumerable.Range(1, PulseWatch.MostMissedAtStart - 1).Count(_ => watch.HasStopped()).ShouldBe(0);
        watch.HasStopped().ShouldBeTrue();
    }

    private void Beat(string pulse) => File.WriteAllText(_file, pulse);
}
