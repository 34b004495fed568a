namespace NumaProbe.VirtualTime;

/// <summary>
/// Something inside one actor that flows of the same actor wait for: they continue, in the order they began to wait, at
/// the virtual time it is raised. Raised once; waiting afterwards does not wait.
/// </summary>
public sealed class Signal
{
    private readonly Partition _partition;
    private FlowBox? _first;
    private List<FlowBox>? _more;

    /// <summary>Creates a signal of one partition.</summary>
    /// <param name="partition">Whose clock continues the waiting flows.</param>
    public Signal(Partition partition) => _partition = partition;

    /// <summary>True once raised.</summary>
    public bool IsRaised { get; private set; }

    /// <summary>Continues everybody who waits.</summary>
    public void Raise()
    {
        Invariant.Require(!IsRaised, "signal-is-raised-once");
        IsRaised = true;
        if (_first is not null)
        {
            _partition.ResumeLater(_first, 0);
            _more?.ForEach(box => _partition.ResumeLater(box, 0));
            _first = null;
            _more = null;
        }
    }

    /// <summary>For await.</summary>
    public SignalAwaiter GetAwaiter() => new(this);

    internal void Wait(FlowBox box)
    {
        _partition.Adopt(box);
        if (_first is null)
        {
            _first = box;
        }
        else
        {
            (_more ??= []).Add(box);
        }
    }
}
