using System.Text;
using NumaProbe.Scenarios;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Model;

namespace NumaProbe.Lessons.Tests;

/// <summary>A file in <c>scenarios/</c>, as it is or with one of the changes that it proposes.</summary>
/// <param name="Name">Name of the file without its ending.</param>
/// <param name="Variation">Name of the change, or null for the file as it is.</param>
/// <param name="Text">The text that is run.</param>
internal sealed record Lesson(string Name, string? Variation, string Text)
{
    private const string DiffersOn = "differs-on-";
    private const string Expect = "\nexpect:";

    /// <summary>The generations that it is played on, its own first.</summary>
    internal IReadOnlyList<string> Generations => LessonPlays.Of(this);

    /// <summary>The lesson as it is in its file.</summary>
    internal static Lesson Load(string name) => new(name, null, File.ReadAllText(LessonFiles.PathOf(name)).ReplaceLineEndings("\n"));

    /// <summary>One of the changes that a lesson proposes.</summary>
    internal static Lesson Load(string name, string variation) => Load(name).Variations().Single(lesson => lesson.Variation == variation);

    /// <summary>The scenario; a problem of the file fails the test with its place.</summary>
    internal Scenario Scenario()
    {
        var loaded = ScenarioLoader.LoadBytes(Bytes(), Name + ".yaml");
        return loaded.Scenario.ShouldNotBeNull(loaded.Describe());
    }

    /// <summary>What is run, byte by byte: the run's id depends on it.</summary>
    internal byte[] Bytes() => Encoding.UTF8.GetBytes(Text);

    /// <summary>The generation that the lesson names.</summary>
    internal KernelGeneration OwnGeneration() => KernelGenerations.Find(Scenario().Generation!)!;

    /// <summary>The lesson says that its expectations do not hold on a generation.</summary>
    internal bool DiffersOnGeneration(string generation) => Scenario().Tags.Contains(DiffersOn + generation, StringComparer.Ordinal);

    /// <summary>The lesson with what it expects on another generation.</summary>
    internal Lesson On(string generation) => this with
    {
        Text = LessonChange.Of(Text, LessonChange.On).Where(change => change.Name == generation).Aggregate(Text, static (text, change) => change.Apply(text)),
    };

    /// <summary>The lesson once for each change that it proposes.</summary>
    internal IEnumerable<Lesson> Variations() =>
        LessonChange.Of(Text, LessonChange.Try).GroupBy(change => change.Name, StringComparer.Ordinal).Select(changes => this with
        {
            Variation = changes.Key,
            Text = changes.Aggregate(Text, static (text, change) => change.Apply(text)),
        });

    /// <summary>The change says what it expects: it rewrites expectations, so that all of them must hold.</summary>
    internal bool ExpectsOtherThan(Lesson original) => ExpectOf(Text) != ExpectOf(original.Text);

    private static string ExpectOf(string text) => text[text.IndexOf(Expect, StringComparison.Ordinal)..];
}
