using FsCheck;
using FsCheck.Fluent;
using NumaProbe.Cluster.Akka;

namespace NumaProbe.Cluster.Tests.Akka;

/// <summary>Addresses and lists of seeds as a command line has them.</summary>
public sealed class AddressTests
{
    [Theory]
    [InlineData("node-2:4053", "node-2", 4053)]
    [InlineData("127.0.0.1:0", "127.0.0.1", 0)]
    [InlineData("[::1]:65535", "::1", 65535)]
    [InlineData("a.b.example:1", "a.b.example", 1)]
    public void An_address_is_read_and_written_alike(string text, string host, int port)
    {
        HostPort.Parse(text).ShouldBe((new HostPort(host, port), null));
        new HostPort(host, port).ToString().ShouldBe(text);
    }

    [Theory]
    [InlineData("node-2", "has no port")]
    [InlineData("::1", "has no port")]
    [InlineData(":4053", "has no host")]
    [InlineData("", "has no host")]
    [InlineData("a b:1", "has no host")]
    [InlineData("a..b:1", "has no host")]
    [InlineData("-a:1", "has no host")]
    [InlineData("\"x\":1", "has no host")]
    [InlineData("node:", "is no port")]
    [InlineData("node:65536", "is no port")]
    [InlineData("node:-1", "is no port")]
    [InlineData("[::1]4053", "is no port")]
    public void What_is_no_address_is_refused_with_the_reason(string text, string problem)
    {
        var (value, why) = HostPort.Parse(text);
        value.ShouldBeNull();
        why.ShouldNotBeNull().ShouldContain(problem);
    }

    [Fact]
    public void A_port_that_is_left_out_is_the_one_that_is_usual_there()
    {
        HostPort.Parse("0.0.0.0", 4053).Value.ShouldBe(new HostPort("0.0.0.0", 4053));
        HostPort.Parse("::", 4053).Value.ShouldBe(new HostPort("::", 4053));
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("127.8.8.8", true)]
    [InlineData("::1", true)]
    [InlineData("localhost", true)]
    [InlineData("0.0.0.0", false)]
    [InlineData("node-2", false)]
    public void Only_addresses_of_this_machine_alone_count_as_such(string host, bool isLoopback) => new HostPort(host, 1).IsLoopback.ShouldBe(isLoopback);

    [Fact]
    public void Seeds_are_read_in_their_order_and_a_whole_address_is_taken_too() =>
        SeedList.Parse("coordinator:4053, akka.ssl.tcp://lab@node-0:4053", "lab", isSecure: true).Seeds
            .ShouldBe([new HostPort("coordinator", 4053), new HostPort("node-0", 4053)]);

    [Theory]
    [InlineData("akka.tcp://lab@node-0:4053", true, "begin with akka.ssl.tcp://lab@ (this process has certificates)")]
    [InlineData("akka.ssl.tcp://lab@node-0:4053", false, "begin with akka.tcp://lab@ (this process has no certificates)")]
    [InlineData("akka.tcp://other@node-0:4053", false, "none of this cluster")]
    [InlineData("amqp://guest@node-0:4053", false, "none of this cluster")]
    [InlineData("node-0:0", false, "no port that one could connect to")]
    [InlineData("node-0", false, "has no port")]
    [InlineData("node-0:1,node-0:1", false, "twice")]
    [InlineData("node-0:1,,", false, "has no host")]
    public void A_seed_that_could_never_answer_is_refused_before_anything_is_connected_to(string text, bool isSecure, string problem)
    {
        var (seeds, why) = SeedList.Parse(text, "lab", isSecure);
        seeds.ShouldBeNull();
        why.ShouldNotBeNull().ShouldContain(problem);
    }

    [Fact]
    public void There_may_be_as_many_seeds_as_the_bound_and_not_one_more()
    {
        string Many(int count) => string.Join(',', Enumerable.Range(1, count).Select(port => $"n:{port}"));
        SeedList.Parse(Many(SeedList.MaxSeeds), "lab", false).Seeds!.Count.ShouldBe(SeedList.MaxSeeds);
        SeedList.Parse(Many(SeedList.MaxSeeds + 1), "lab", false).Problem.ShouldNotBeNull();
    }

    [Fact]
    public void Any_text_is_read_or_refused_and_what_is_read_is_written_so_that_it_is_read_alike() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
        {
            var (value, problem) = HostPort.Parse(text ?? "", 1);
            return value is null ? problem is not null : HostPort.Parse(value.ToString()).Value == value;
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("numaprobe", true)]
    [InlineData("a-b_C9", true)]
    [InlineData("-a", false)]
    [InlineData("", false)]
    [InlineData("a b", false)]
    public void A_cluster_is_called_what_an_actor_system_may_be_called(string name, bool isName)
    {
        ClusterEndpoint.IsClusterName(name).ShouldBe(isName);
        ClusterEndpoint.IsClusterName(new string('a', ClusterEndpoint.MaxNameLength + 1)).ShouldBeFalse();
    }
}
