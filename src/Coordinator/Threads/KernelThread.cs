using NumaProbe.Shared.Scenarios;

namespace NumaProbe.Coordinator.Threads;

/// <summary>A scenario thread and the events it has to carry out, in order.</summary>
internal sealed class KernelThread
{
    internal KernelThread(KernelThreadSpec spec, IReadOnlyList<ScenarioEvent> events)
    {
        Spec = spec;
        Events = events;
    }

    internal KernelThreadSpec Spec { get; }

    internal IReadOnlyList<ScenarioEvent> Events { get; }

    /// <summary>Events it has finished.</summary>
    internal int Finished { get; set; }

    /// <summary>All its events have returned.</summary>
    internal bool IsFinished => Finished == Events.Count;
}
