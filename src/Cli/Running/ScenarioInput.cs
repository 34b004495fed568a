using NumaProbe.Cli.Terminal;
using NumaProbe.Runs.Folders;
using NumaProbe.Scenarios;
using NumaProbe.Shared;
using NumaProbe.Shared.Model;

namespace NumaProbe.Cli.Running;

/// <summary>A scenario file that was asked for: read once, so that what is loaded is what is kept. <c>-</c> is standard input.</summary>
/// <param name="FileName">The file as the user named it.</param>
/// <param name="Result">What loading gave.</param>
/// <param name="Text">The bytes; null when the file could not be read.</param>
internal sealed record ScenarioInput(string FileName, ScenarioLoadResult Result, ScenarioText? Text)
{
    /// <summary>What the command line calls standard input.</summary>
    internal const string StandardInput = "-";

    private const string StandardInputName = "standard input";

    /// <summary>Reads and loads a file.</summary>
    internal static ScenarioInput Read(string file, CliConsole console)
    {
        var isInput = string.Equals(file, StandardInput, StringComparison.Ordinal);
        var name = isInput ? StandardInputName : file;
        var bytes = isInput ? ReadInput(console.In) : ReadFile(file);
        return bytes is null
            ? new ScenarioInput(name, ScenarioLoader.Load(file), null)
            : new ScenarioInput(name, ScenarioLoader.LoadBytes(bytes, name), ScenarioText.Of(bytes));
    }

    /// <summary>The scenario, or the end of the command with every problem on standard error.</summary>
    internal Scenario Require(CliConsole console)
    {
        if (Result.Scenario is { } scenario)
        {
            return scenario;
        }

        console.Error.Write(Result.Describe());
        throw new CliFailure(ExitCode.InvalidScenario, $"{PlainText.Of(FileName)} is not a valid scenario");
    }

    // one byte more than allowed is enough for the loader to refuse it with its own words
    private static byte[] ReadInput(Stream input)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[1 << 16];
        while (bytes.Length <= ScenarioLimits.RecordingBytes && input.Read(buffer) is > 0 and var count)
        {
            bytes.Write(buffer, 0, count);
        }

        return bytes.ToArray();
    }

    // what cannot be read is left to the loader, which says why
    private static byte[]? ReadFile(string file)
    {
        try
        {
            using var stream = File.OpenRead(file);
            return ReadInput(stream);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
