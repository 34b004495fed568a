namespace NumaProbe.Shared.Scenarios;

/// <summary>
/// Loads scenario files (YAML, or JSON of the same shape) and recordings (JSON, schema <c>probe-oracle/1</c>) into valid
/// scenarios. Reports every problem of a file with its position; never throws for a bad file and never guesses.
/// </summary>
public static class ScenarioLoader
{
    /// <summary>Loads a file.</summary>
    /// <param name="path">Path as the user typed it; problems name it so.</param>
    public static ScenarioLoadResult Load(string path) => throw new NotSupportedException(path);

    /// <summary>Loads a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="fileName">What problems call the file.</param>
    public static ScenarioLoadResult LoadText(string text, string fileName) => throw new NotSupportedException(fileName);
}
