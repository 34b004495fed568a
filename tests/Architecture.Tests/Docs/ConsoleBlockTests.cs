using NumaProbe.Architecture.Tests.Repo;

namespace NumaProbe.Architecture.Tests.Docs;

/// <summary>What the documentation says a command prints is what it prints.</summary>
public sealed class ConsoleBlockTests
{
    private const string Program = "numaprobe ";

    private static readonly IReadOnlyList<ConsoleBlock> Blocks =
        [.. RepoFiles.All.Where(file => file.Path.EndsWith(".md", StringComparison.Ordinal)).SelectMany(ConsoleBlock.In)];

    private static bool IsUpdating =>
        Environment.GetEnvironmentVariable("NUMAPROBE_UPDATE_DOCS") is "1" && Environment.GetEnvironmentVariable("CI") is not "true";

    public static TheoryData<string, string> Commands => new(Blocks.Select(block => (block.File, block.Command)));

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_command_in_the_documentation_prints_what_the_page_says(string page, string command)
    {
        command.ShouldStartWith(Program);
        var folder = Directory.CreateTempSubdirectory("numaprobe-docs");
        try
        {
            var output = Run(command[Program.Length..], folder.FullName);

            var shown = Blocks.First(block => block.File == page && block.Command == command);
            if (IsUpdating)
            {
                ReplaceOutput(shown, output);
                return;
            }

            output.ShouldBe(shown.Output, $"{page} shows another output of '{command}'; NUMAPROBE_UPDATE_DOCS=1 writes the new one into the page");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void The_README_shows_a_run() => Blocks.ShouldContain(block => block.File == "README.md" && block.Command.StartsWith("numaprobe run", StringComparison.Ordinal));

    [Fact]
    public void Commands_are_found_with_the_lines_they_print_and_other_blocks_are_left_out()
    {
        var page = new RepoFile("docs/a.md", "$ no\n```sh\n$ no\n```\n```console\n$ numaprobe a\none\ntwo\n$ numaprobe b\n```\n");

        ConsoleBlock.In(page).ShouldBe([new ConsoleBlock("docs/a.md", "numaprobe a", "one\ntwo"), new ConsoleBlock("docs/a.md", "numaprobe b", "")]);
    }

    private static void ReplaceOutput(ConsoleBlock shown, string output)
    {
        var path = RepoRoot.Combine(shown.File);
        var before = $"$ {shown.Command}\n{shown.Output}\n";
        var text = File.ReadAllText(path);
        text.ShouldContain(before);
        File.WriteAllText(path, text.Replace(before, $"$ {shown.Command}\n{output}\n", StringComparison.Ordinal));
    }

    // Files of the repository are named as from its root; the command runs in a folder of its own, where it may write.
    private static string Run(string arguments, string folder)
    {
        var words = arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => Path.Exists(RepoRoot.Combine(word)) ? RepoRoot.Combine(word) : word);
        return Launch.ToEnd(folder, "dotnet", [Path.Combine(AppContext.BaseDirectory, "numaprobe.dll"), .. words]).Output
            .ReplaceLineEndings("\n")
            .Replace(RepoRoot.Folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal)
            .TrimEnd('\n');
    }
}
