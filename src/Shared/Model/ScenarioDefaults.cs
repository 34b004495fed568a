namespace NumaProbe.Shared.Model;

/// <summary>What a scenario file means where it says nothing.</summary>
public static class ScenarioDefaults
{
    /// <summary>Version of the file format.</summary>
    public const string ApiVersion = "numaprobe/v1";

    /// <summary>The only kind of document.</summary>
    public const string Kind = "Scenario";

    /// <summary>The bus that always exists.</summary>
    public const string Bus = "platform";

    /// <summary>Memory of a node: 1 GiB.</summary>
    public const long NodeMemoryBytes = 1L << 30;
}
