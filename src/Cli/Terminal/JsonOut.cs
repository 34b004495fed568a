using System.Text.Encodings.Web;
using System.Text.Json;

namespace NumaProbe.Cli.Terminal;

/// <summary>Prints one JSON document, indented, with a line feed at the end.</summary>
internal static class JsonOut
{
    internal static void Print(CliConsole console, Action<Utf8JsonWriter> write)
    {
        console.Out.Flush();
        var options = new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var json = new Utf8JsonWriter(console.OutStream, options))
        {
            write(json);
        }

        console.OutStream.Write("\n"u8);
    }
}
