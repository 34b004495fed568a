using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using NumaProbe.Api.Fragments;
using NumaProbe.Api.Records;
using NumaProbe.Scenarios;

namespace NumaProbe.Api.Tests.Fragments;

public sealed class ShortStepsTests
{
    [Theory]
    [InlineData("wait 35ms, compute 1ms, touch 64MiB", """{"steps":[{"wait":"35ms"},{"compute":"1ms"},{"touch":"64MiB"}]}""")]
    [InlineData("busy 1us,touch 1GiB@1,ENODEV", """{"result":"ENODEV","steps":[{"busy":"1us"},{"touch":{"bytes":"1GiB","node":1}}]}""")]
    [InlineData("ok", """{"result":"ok"}""")]
    [InlineData("  wait   0  ", """{"steps":[{"wait":"0"}]}""")]
    public void Steps_become_those_of_a_scenario_file(string text, string rule)
    {
        var made = new JsonObject();
        ShortSteps.AddTo(made, text).ShouldBeNull();
        made.ToJsonString().ShouldBe(rule);
    }

    [Theory]
    [InlineData("", "''")]
    [InlineData("wait", "'wait'")]
    [InlineData("wait 1ms,", "''")]
    [InlineData("wat 1ms", "did you mean 'wait'?")]
    [InlineData("ENODEV, wait 1ms", "'ENODEV'")]
    [InlineData("wait 1ms 2ms", "'wait 1ms 2ms'")]
    [InlineData("device_add x", "'device_add x'")]
    public void What_is_no_step_is_refused_with_an_example(string text, string word)
    {
        var wrong = ShortSteps.AddTo([], text).ShouldNotBeNull();
        wrong.ShouldContain(word);
        wrong.ShouldContain("wait 35ms");
    }

    [Fact]
    public void The_text_has_a_bound()
    {
        ShortSteps.AddTo([], new string(' ', ShortSteps.MaxLength - 2) + "ok").ShouldBeNull();
        ShortSteps.AddTo([], new string(' ', ShortSteps.MaxLength - 1) + "ok").ShouldNotBeNull();
    }

    [Fact]
    public void No_text_makes_it_throw() =>
        Prop.ForAll<string>(text => ShortSteps.AddTo([], text ?? "") is null or { Length: > 0 }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_it_makes_is_a_rule_that_scenario_files_accept()
    {
        var steps = Gen.Elements("wait 35ms", "compute 1us", "busy 0", "touch 64MiB", "touch 1GiB@0");
        Prop.ForAll(
            Arb.From(Gen.NonEmptyListOf(steps).SelectMany(list => Gen.Elements("", ", ok", ", ENODEV", ", EIO").Select(end => string.Join(", ", list) + end))),
            text =>
            {
                var fragment = ShortEvent.ToFragment(new EventRequest("device_add", System.Text.Json.JsonSerializer.SerializeToElement("d0"), System.Text.Json.JsonSerializer.SerializeToElement(new { numa_node = 0 }), null, text));
                var scenario = JsonNode.Parse(fragment.Json)!.AsObject();
                foreach (var (key, value) in new[] { ("apiVersion", "numaprobe/v1"), ("kind", "Scenario"), ("name", "x"), ("topology", "1 node x 1 cpu") })
                {
                    scenario[key] = value;
                }

                return TestScenario.Load(scenario.ToJsonString(), "a.json").Describe().Length == 0;
            }).QuickCheckThrowOnFailure();
    }
}
