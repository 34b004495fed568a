namespace NumaProbe.Shared.Generations;

/// <summary>At which level the kernel prints something it warns of.</summary>
public enum PrintLevel
{
    /// <summary>KERN_WARNING.</summary>
    Warning = 0,

    /// <summary>KERN_ERR.</summary>
    Error = 1,
}
