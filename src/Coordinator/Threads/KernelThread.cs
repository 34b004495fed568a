using NumaProbe.Shared.Model;

namespace NumaProbe.Coordinator.Threads;

/// <summary>A scenario thread and the events it has to carry out, in order. Injections may append further ones.</summary>
internal sealed class KernelThread
{
    private readonly List<ScenarioEvent> _events;

    internal KernelThread(KernelThreadSpec spec, IEnumerable<ScenarioEvent> events)
    {
        Spec = spec;
        _events = [.. events];
    }

    internal KernelThreadSpec Spec { get; }

    internal IReadOnlyList<ScenarioEvent> Events => _events;

    /// <summary>Events it has finished.</summary>
    internal int Finished { get; set; }

    /// <summary>All its events have returned.</summary>
    internal bool IsFinished => Finished == _events.Count;

    internal void Append(ScenarioEvent next) => _events.Add(next);
}
