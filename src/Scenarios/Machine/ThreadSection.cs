using NumaProbe.Scenarios.Documents;
using NumaProbe.Scenarios.Format;
using NumaProbe.Scenarios.Keys;
using NumaProbe.Shared;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Model;

namespace NumaProbe.Scenarios.Machine;

/// <summary>The kernel threads: their keys, how they are read and written.</summary>
internal static class ThreadSection
{
    private static readonly FormatKey<int?> Id = new("id", Formats.Integer(0, ThreadId.MaxScenarioThread), "its number", "its place");
    private static readonly FormatKey<int?> Cpu = new("cpu", Formats.Integer(0, ScenarioLimits.Cpus - 1), "the CPU it is pinned to, online at the start", null);

    internal static FormatMapping Mapping { get; } = new("thread", "A kernel thread", [Id, Cpu]) { Noun = "a thread" };

    internal static List<KernelThreadSpec> Read(Field field, BindContext context)
    {
        var threads = new List<KernelThreadSpec>();
        foreach (var item in context.Values.Bounded(field, ScenarioLimits.Threads, "threads"))
        {
            if (MappingView.Open(item, context, Mapping) is not { } view)
            {
                continue;
            }

            var id = Id.Read(view, context, out var number) ?? threads.Count;
            if (!context.Threads.Add(id))
            {
                context.Problems.Add(number.Mark, $"duplicate thread {id}", "events name their thread by its id", "give each its own id");
            }

            if (Cpu.Read(view, context, out var place) is { } cpu && CheckPinned(id, cpu, place.Mark, context))
            {
                threads.Add(new(id, cpu));
            }
        }

        if (field.Kind == DocumentKind.List && field.Node!.Items.Count == 0)
        {
            context.Problems.Add(field.Mark, "no threads", "somebody must carry out the events", "remove the empty list: thread 0 is the default");
        }

        return threads.Count > 0 || field.Given ? threads : Default(context);
    }

    internal static void Write(YamlText yaml, KernelThreadSpec thread)
    {
        yaml.BeginMapping(inLine: true);
        Id.Write(yaml, thread.Id);
        Cpu.Write(yaml, thread.Cpu);
        yaml.EndMapping();
    }

    private static List<KernelThreadSpec> Default(BindContext context)
    {
        context.Threads.Add(0);
        var offline = context.Topology?.OfflineCpus ?? [];
        var cpus = context.Topology?.Nodes.SelectMany(n => n.Cpus).Where(cpu => !offline.Contains(cpu)).DefaultIfEmpty(0).Min();
        return [new(0, cpus ?? 0)];
    }

    private static bool CheckPinned(int id, int cpu, Mark mark, BindContext context)
    {
        if (!context.CheckCpu(cpu, mark))
        {
            return false;
        }

        if (context.Topology?.OfflineCpus.Contains(cpu) == true)
        {
            context.Problems.Add(mark, $"thread {id} is pinned to CPU {cpu}", "that CPU is offline at the start", "pin it to an online CPU, or take the CPU out of offline_cpus");
            return false;
        }

        return true;
    }
}
