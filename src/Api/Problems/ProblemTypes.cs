namespace NumaProbe.Api.Problems;

/// <summary>
/// Names of the problems that the API answers with (RFC 9457). Part of its interface: a name never changes its meaning, and
/// clients decide by it, not by the words.
/// </summary>
public static class ProblemTypes
{
    /// <summary>Begins every name.</summary>
    public const string Prefix = "urn:numaprobe:problem:";

    /// <summary>The request is not well formed.</summary>
    public const string InvalidRequest = Prefix + "invalid-request";

    /// <summary>No token, or a wrong one.</summary>
    public const string Unauthorized = Prefix + "unauthorized";

    /// <summary>The token does not allow it.</summary>
    public const string Forbidden = Prefix + "forbidden";

    /// <summary>A web page of another origin, or a foreign host name.</summary>
    public const string ForeignOrigin = Prefix + "foreign-origin";

    /// <summary>There is no such thing.</summary>
    public const string NotFound = Prefix + "not-found";

    /// <summary>There has been no run yet.</summary>
    public const string NoRun = Prefix + "no-run";

    /// <summary>The run's folder is not written yet.</summary>
    public const string NotWritten = Prefix + "not-written";

    /// <summary>It does not fit the present state.</summary>
    public const string Conflict = Prefix + "conflict";

    /// <summary>A bound of the run was reached.</summary>
    public const string BoundReached = Prefix + "bound-reached";

    /// <summary>The scenario, generation or fragment is not valid.</summary>
    public const string InvalidScenario = Prefix + "invalid-scenario";

    /// <summary>The body is too large.</summary>
    public const string TooLarge = Prefix + "too-large";

    /// <summary>Too many requests or streams of one client, or of all.</summary>
    public const string TooMany = Prefix + "too-many-requests";

    /// <summary>This process does not lead, or not all nodes have joined.</summary>
    public const string NotReady = Prefix + "not-ready";

    /// <summary>The infrastructure failed.</summary>
    public const string Failed = Prefix + "infrastructure";

    /// <summary>A bug of the program.</summary>
    public const string Internal = Prefix + "internal";
}
