using System.Runtime.InteropServices;
using NumaProbe.Shared.Findings;
using NumaProbe.Shared.Generations;

namespace NumaProbe.Shared.Events;

/// <summary>A warning the kernel would print.</summary>
/// <param name="Warning">What the kernel would say.</param>
/// <param name="Level">At which level.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct WarningEvent(WarningKind Warning, PrintLevel Level = default) : IEventArguments<WarningEvent>
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.Warning;

    /// <inheritdoc/>
    public EventArguments Pack() => new((long)Warning, (long)Level);

    /// <inheritdoc/>
    public static WarningEvent From(in TraceEvent e) => new((WarningKind)e.A, (PrintLevel)e.B);
}

/// <summary>What this kernel does wrong here and a later one may do right.</summary>
/// <param name="Finding">What goes wrong.</param>
/// <param name="OtherDriver">Another driver that is concerned, or -1.</param>
/// <param name="MendedIn">The generation that mends it, by its number in traces; 0 for none.</param>
/// <param name="SinceNs">Since when, virtual nanoseconds.</param>
/// <param name="Waits">How many waits of the deadlock follow.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct FindingEvent(
    FindingKind Finding, [Form(ArgumentForm.Driver)] int OtherDriver, [Form(ArgumentForm.Mender)] int MendedIn, long SinceNs, int Waits)
    : IEventArguments<FindingEvent>
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.Finding;

    /// <inheritdoc/>
    public EventArguments Pack() => new((long)Finding, OtherDriver, MendedIn, SinceNs, Waits);

    /// <inheritdoc/>
    public static FindingEvent From(in TraceEvent e) => new((FindingKind)e.A, (int)e.B, (int)e.C, e.D, e.E);
}

/// <summary>One step of the cycle of the deadlock that the last <see cref="FindingEvent"/> told of: who waits for what, and who has it.</summary>
/// <param name="WaitsFor">What it waits for.</param>
/// <param name="Holder">The thread that holds it, or -1.</param>
/// <param name="Cookie">Its cookie.</param>
/// <param name="SinceNs">Since when, virtual nanoseconds.</param>
/// <param name="Lock">The lock of the machine, or -1.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct FindingWaitEvent(
    FindingWait WaitsFor, [Form(ArgumentForm.Thread)] int Holder, long Cookie, long SinceNs, [Form(ArgumentForm.Lock)] int Lock)
    : IEventArguments<FindingWaitEvent>
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.FindingWait;

    /// <inheritdoc/>
    public EventArguments Pack() => new((long)WaitsFor, Holder, Cookie, SinceNs, Lock);

    /// <inheritdoc/>
    public static FindingWaitEvent From(in TraceEvent e) => new((FindingWait)e.A, (int)e.B, e.C, e.D, e.E);
}
