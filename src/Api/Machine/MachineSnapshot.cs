using NumaProbe.Shared.Events;

namespace NumaProbe.Api.Machine;

/// <summary>The machine and its names, to be read inside one call of <see cref="MachineFeed.ReadAsync"/> only.</summary>
/// <param name="Run">Number of the run.</param>
/// <param name="Names">The names behind the numbers.</param>
/// <param name="View">The machine.</param>
/// <param name="Ended">The run has ended.</param>
internal sealed record MachineSnapshot(int Run, TraceNames Names, MachineView View, bool Ended);
