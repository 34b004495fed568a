namespace NumaProbe.Api.Security;

/// <summary>What clients are refused for, as the log counts it.</summary>
internal enum RefusalKind
{
    /// <summary>No token, or one that is not accepted (401).</summary>
    Token,

    /// <summary>A role that may not do this, or a page of another site (403).</summary>
    Rights,

    /// <summary>Asks too often, or too many follow or wait at once (429).</summary>
    Often,

    /// <summary>More connections at once than one address may have.</summary>
    Connections,

    /// <summary>A body or headers that are too large (413, 431).</summary>
    Size,
}
