using NumaProbe.Cluster.Akka;
using Serilog;

namespace NumaProbe.Cluster.Tests.Akka;

/// <summary>Where a coordinator keeps the members.</summary>
public sealed class KnownMembersTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("numaprobe-members-");
    private readonly ILogger _log = new LoggerConfiguration().CreateLogger();

    private string Path => System.IO.Path.Combine(_folder.FullName, "members");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void What_was_written_is_read_by_the_next_process()
    {
        HostPort[] members = [new("node-0", 4053), new("::1", 4054)];
        new KnownMembers(Path, _log).Write(members);
        new KnownMembers(Path, _log).Read().ShouldBe(members);
    }

    [Fact]
    public void There_may_be_as_many_as_the_bound_and_the_others_are_left_out()
    {
        new KnownMembers(Path, _log).Write(Enumerable.Range(1, KnownMembers.MaxMembers + 1).Select(port => new HostPort("n", port)));
        new KnownMembers(Path, _log).Read().Count.ShouldBe(KnownMembers.MaxMembers);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense\n\0\nnode:0\n")]
    public void A_file_that_says_nothing_costs_nothing(string text)
    {
        new KnownMembers(Path, _log).Read().ShouldBeEmpty();
        File.WriteAllText(Path, text);
        new KnownMembers(Path, _log).Read().ShouldBeEmpty();
        File.WriteAllText(Path, new string('x', 1 << 20));
        new KnownMembers(Path, _log).Read().ShouldBeEmpty();
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_no_reason_to_end()
    {
        var members = new KnownMembers(System.IO.Path.Combine(Path, "nowhere"), _log);
        members.Write([new HostPort("n", 1)]);
        members.Read().ShouldBeEmpty();
    }
}
