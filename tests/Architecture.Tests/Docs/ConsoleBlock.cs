using NumaProbe.Architecture.Tests.Repo;

namespace NumaProbe.Architecture.Tests.Docs;

/// <summary>
/// A command in the documentation with what it prints: a fenced block of the language <c>console</c>, where a line that
/// begins with <c>$ </c> is a command and the lines up to the next one are its output.
/// </summary>
/// <param name="File">The page.</param>
/// <param name="Command">The command without the prompt.</param>
/// <param name="Output">What it prints.</param>
public sealed record ConsoleBlock(string File, string Command, string Output)
{
    private const string Prompt = "$ ";

    /// <summary>The commands of a page.</summary>
    /// <param name="page">A Markdown page.</param>
    public static IEnumerable<ConsoleBlock> In(RepoFile page)
    {
        string? command = null;
        var output = new List<string>();
        var isInside = false;
        foreach (var line in page.Lines)
        {
            var isPrompt = isInside && line.StartsWith(Prompt, StringComparison.Ordinal);
            var isFence = line.StartsWith("```", StringComparison.Ordinal);
            if ((isPrompt || isFence) && command is not null)
            {
                yield return new ConsoleBlock(page.Path, command, string.Join('\n', output));
                command = null;
            }

            if (isPrompt)
            {
                command = line[Prompt.Length..];
                output.Clear();
            }
            else if (isFence)
            {
                isInside = line is "```console";
            }
            else if (command is not null)
            {
                output.Add(line);
            }
        }
    }
}
