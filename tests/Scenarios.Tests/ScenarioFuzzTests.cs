using FsCheck;
using FsCheck.Fluent;
using NumaProbe.Shared;

namespace NumaProbe.Scenarios.Tests;

public sealed class ScenarioFuzzTests : IDisposable
{
    private const int Rounds = 250;

    private static readonly string[] Tokens =
    [
        "{", "}", "[", "]", ":", ": ", ",", "- ", "\n", "\n  ", "\t", "\"", "'", "#", "&a ", "*a", "!!str ", "|", ">", "%", "@", "---", "...", "?", "<<", "~",
        "{0..9}", "{}", "{0..999999999}", "-1", "99999999999999999999", "1e308", ".nan", "0x", "yes", "null", "\\ud800", "\\x", "\u00e9", "\u2028", "\U0001F600", "0ms", "\r",
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("numaprobe-fuzz-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void No_mutation_of_a_scenario_file_makes_loading_throw() => Fuzz("f.yaml", random => ScenarioWriter.Write(ScenarioGenerator.Create(random.Next())));

    [Fact]
    public void No_mutation_of_a_recording_makes_loading_throw()
    {
        var recording = File.ReadAllText(RepoRoot.Combine("tests/Scenarios.Tests/Fixtures/n4_defer_later_supplier.json"));

        Fuzz("f.json", _ => recording);
    }

    [Fact]
    public void No_bytes_make_loading_throw()
    {
        var path = Path.Combine(_folder.FullName, "bytes.yaml");
        Prop.ForAll(Arb.From(Gen.Choose(0, int.MaxValue)), seed =>
        {
            var random = new Random(seed);
            var bytes = System.Text.Encoding.UTF8.GetBytes(SomeYaml.Head + "devices: [{name: x}]\n");
            for (var i = random.Next(1, 6); i > 0; i--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            File.WriteAllBytes(path, bytes);
            return HoldsTogether(ScenarioLoader.Load(path));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Rounds));
    }

    [Fact]
    public void No_text_at_all_makes_loading_throw() => Prop.ForAll<string?, string?>((text, name) =>
        HoldsTogether(TestScenario.Load(text ?? "", name ?? "")) && HoldsTogether(TestScenario.Load(SomeYaml.Head + text, name ?? "")))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(Rounds));

    private static void Fuzz(string name, Func<Random, string> original) => Prop.ForAll(Arb.From(Gen.Choose(0, int.MaxValue)), seed =>
    {
        var random = new Random(seed);
        var text = original(random);
        for (var i = random.Next(1, 5); i > 0; i--)
        {
            text = Mutate(text, random);
        }

        return HoldsTogether(TestScenario.Load(text, name));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(Rounds));

    private static bool HoldsTogether(ScenarioLoadResult result)
    {
        (result.Scenario is null).ShouldBe(result.Problems.Count > 0);
        result.Problems.Count.ShouldBeLessThanOrEqualTo(ScenarioLimits.KeptProblems);
        result.Problems.ShouldAllBe(p => p.What.Length > 0 && p.Why.Length > 0 && p.ToString().Length < 1000 && !p.ToString().Any(char.IsControl));
        result.Problems.Select(p => (p.Line, p.Column)).ShouldBe(result.Problems.Select(p => (p.Line, p.Column)).Order());
        if (result.Scenario is { } scenario)
        {
            TestScenario.Load(ScenarioWriter.Write(scenario), "again.yaml").Describe().ShouldBeEmpty();
        }

        return true;
    }

    private static string Mutate(string text, Random random)
    {
        var at = random.Next(text.Length + 1);
        var length = Math.Min(random.Next(20), text.Length - at);
        return random.Next(5) switch
        {
            0 => text.Remove(at, length),
            1 => text.Insert(at, Tokens[random.Next(Tokens.Length)]),
            2 => text.Remove(at, Math.Min(1, text.Length - at)).Insert(at, Tokens[random.Next(Tokens.Length)]),
            3 => text.Insert(random.Next(text.Length + 1), text.Substring(at, length)),
            _ => text[..at] + (random.Next(2) == 0 ? text[at..] : ""),
        };
    }
}
