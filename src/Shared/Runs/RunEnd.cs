namespace NumaProbe.Shared.Runs;

/// <summary>How a run ended.</summary>
/// <param name="Status">The verdict.</param>
/// <param name="EndNs">Virtual time of the last event, nanoseconds.</param>
/// <param name="Events">Messages and timers handled.</param>
/// <param name="Message">What went wrong, for people; null when completed.</param>
public sealed record RunEnd(RunStatus Status, long EndNs, long Events, string? Message);
