using NumaProbe.Cluster.Control;

namespace NumaProbe.Cluster.Conduct;

/// <summary>Callers that wait for the end of a run, at most <see cref="ConductBounds.MaxWaitingFinishers"/>; each is answered once.</summary>
internal sealed class Finishers
{
    private readonly List<FinishCommand> _waiting = [];

    /// <summary>Lets a caller wait, or refuses it.</summary>
    internal void Add(FinishCommand command)
    {
        if (_waiting.Count >= ConductBounds.MaxWaitingFinishers)
        {
            command.Refuse(ControlRefusalKind.TooMuch, $"{ConductBounds.MaxWaitingFinishers} callers wait for the end already");
        }
        else
        {
            _waiting.Add(command);
        }
    }

    /// <summary>The run has ended.</summary>
    internal void Answer(RunFinished finished)
    {
        _waiting.ForEach(command => command.Answer(new ControlOutcome<RunFinished>(finished, null)));
        _waiting.Clear();
    }

    /// <summary>The run will not end here.</summary>
    internal void Refuse(ControlRefusalKind kind, string message)
    {
        _waiting.ForEach(command => command.Refuse(kind, message));
        _waiting.Clear();
    }
}
