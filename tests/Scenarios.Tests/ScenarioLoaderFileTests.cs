namespace NumaProbe.Scenarios.Tests;

public sealed class ScenarioLoaderFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("numaprobe-tests-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_file_is_loaded_and_problems_name_it_as_the_user_did()
    {
        Load("good.yaml", SomeYaml.Head).Describe().ShouldBeEmpty();
        Load("bad.yaml", SomeYaml.Head + "x: 1\n").Problems.ShouldHaveSingleItem().File.ShouldBe(Path.Combine(_folder.FullName, "bad.yaml"));
    }

    [Fact]
    public void What_cannot_be_read_is_a_problem()
    {
        ScenarioLoader.Load(Path.Combine(_folder.FullName, "none.yaml")).Describe().ShouldEndWith("none.yaml: no such file: nothing has this name; check the path\n");
        ScenarioLoader.Load(Path.Combine(_folder.FullName, "none", "none.yaml")).Describe().ShouldEndWith("none.yaml: no such file: nothing has this name; check the path\n");
        ScenarioLoader.Load(_folder.FullName).Describe().ShouldEndWith(": is a directory: a scenario is a file; name a file in it\n");
        ScenarioLoader.Load("").Describe().ShouldBe(": no file: its name is empty; name a scenario file\n");
        ScenarioLoader.Load("a\0b").Problems.ShouldHaveSingleItem().What.ShouldBe("cannot be read");
        ScenarioLoader.Load(new string('x', 5000)).Problems.ShouldHaveSingleItem().What.ShouldBe("cannot be read");
    }

    [Fact]
    public void A_file_that_others_are_writing_can_be_read()
    {
        var path = Path.Combine(_folder.FullName, "open.yaml");
        File.WriteAllText(path, SomeYaml.Head);
        using var writer = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);

        ScenarioLoader.Load(path).Describe().ShouldBeEmpty();
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused_with_their_place()
    {
        Load("latin1.yaml", [.. "name: "u8, 0xE4, (byte)'\n']).Describe().ShouldEndWith(
            "latin1.yaml:1:7: byte 0xe4 is not UTF-8: a scenario is a text file; check that this is the right file, or save it as UTF-8\n");
        Load("utf16.yaml", System.Text.Encoding.Unicode.GetPreamble().Concat(System.Text.Encoding.Unicode.GetBytes(SomeYaml.Head)).ToArray())
            .Describe().ShouldEndWith("utf16.yaml: not UTF-8: the file begins like UTF-16 text; save it as UTF-8\n");
        Load("elf", [0x7F, (byte)'E', (byte)'L', (byte)'F', 0]).Describe().ShouldContain("elf:1:1: control character 0x7f");
        Load("gzip", [0x1F, 0x8B, 8, 0]).Describe().ShouldContain("gzip:1:1: control character 0x1f");
        Load("bom.yaml", [0xEF, 0xBB, 0xBF, .. System.Text.Encoding.UTF8.GetBytes(SomeYaml.Head)]).Describe().ShouldBeEmpty();
    }

    [Fact]
    public void A_huge_file_is_refused_before_it_is_read_whole()
    {
        var path = Path.Combine(_folder.FullName, "huge.json");
        using (var file = File.Create(path))
        {
            file.SetLength(1L << 40);
        }

        ScenarioLoader.Load(path).Describe().ShouldEndWith("huge.json: too large: a recording may have 16MiB, and this one has more\n");
    }

    private ScenarioLoadResult Load(string name, string text) => Load(name, System.Text.Encoding.UTF8.GetBytes(text));

    private ScenarioLoadResult Load(string name, byte[] bytes)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(path, bytes);
        return ScenarioLoader.Load(path);
    }
}
