namespace NumaProbe.Scenarios.Nvdimm;

/// <summary>What stands in the info block of a namespace: as what it is used.</summary>
internal enum InfoBlock
{
    /// <summary>Nothing: the namespace itself becomes a disk.</summary>
    None,

    /// <summary>A block translation table.</summary>
    Btt,

    /// <summary>Memory with struct pages, for file systems with DAX.</summary>
    Pfn,

    /// <summary>Memory with struct pages, for programs.</summary>
    Dax,

    /// <summary>One that this kernel cannot use.</summary>
    Unusable,
}
