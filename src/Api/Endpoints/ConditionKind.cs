namespace NumaProbe.Api.Endpoints;

/// <summary>Sorts of conditions.</summary>
internal enum ConditionKind
{
    /// <summary>Nothing is left to do at present.</summary>
    Idle,

    /// <summary>Nothing is left to do, and every device that is present is bound.</summary>
    AllBound,

    /// <summary>The coordinator leads and every node has a host.</summary>
    Ready,

    /// <summary>The run has ended and its folder is written.</summary>
    RunFinished,

    /// <summary>A device is in a state.</summary>
    Device,
}
