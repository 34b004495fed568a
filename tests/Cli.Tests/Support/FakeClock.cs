namespace NumaProbe.Cli.Tests.Support;

/// <summary>A clock that a test sets.</summary>
internal sealed class FakeClock : TimeProvider
{
    internal TimeSpan Now { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Now.Ticks;
}
