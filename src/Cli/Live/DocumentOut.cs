using System.Text.Json;
using NumaProbe.Cli.Terminal;

namespace NumaProbe.Cli.Live;

/// <summary>Prints what a cluster answered: its document as it is, or a line for people.</summary>
internal static class DocumentOut
{
    internal static void Print(CliConsole console, string output, JsonElement document, Func<string> text)
    {
        if (string.Equals(output, "json", StringComparison.Ordinal))
        {
            JsonOut.Print(console, document.WriteTo);
            return;
        }

        console.Out.WriteLine(text());
    }
}
