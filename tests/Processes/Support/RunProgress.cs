namespace NumaProbe.Processes.Support;

/// <summary>A run as the API tells it.</summary>
/// <param name="Number">Number of the run.</param>
/// <param name="Phase">What it is doing.</param>
/// <param name="VirtualNs">Virtual time reached.</param>
/// <param name="Windows">Grants answered so far.</param>
/// <param name="TraceEvents">Events of the trace so far.</param>
/// <param name="IsWritten">Its folder is written.</param>
/// <param name="Status">How it ended, or null.</param>
/// <param name="Message">What went wrong, or null.</param>
/// <param name="ToolVersion">Version of the program.</param>
internal sealed record RunProgress(
    int Number, string Phase, long VirtualNs, long Windows, long TraceEvents, bool IsWritten, string? Status, string? Message, string ToolVersion)
{
    /// <summary>It is over and its result stands.</summary>
    internal bool IsEnded => Phase is "ended";
}
