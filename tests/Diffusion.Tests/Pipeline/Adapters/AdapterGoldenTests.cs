using System.Text.Json;
using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Graphs;
using Atelier.Diffusion.Onnx;
using Atelier.Diffusion.Pipeline.Adapters;
using Atelier.Diffusion.Pipeline.Sample;
using Atelier.Diffusion.Tests.Graphs;
using Atelier.Generation;
using Atelier.Support;

namespace Atelier.Diffusion.Tests.Pipeline.Adapters;

/// <summary>
/// Every adapter of the reference, merged into the weights and as it is applied while it runs, against diffusers' own output.
/// </summary>
[Trait("Category", "Golden")]
public sealed class AdapterGoldenTests : IDisposable
{
    private readonly AdapterFolder _folder = new();

    public static TheoryData<string> Names => Golden.Folder is null
        ? []
        : [.. JsonSerializer.Deserialize<Dictionary<string, double>>(File.ReadAllBytes(Golden.PathOf("adapters", "scales.json")))!.Keys];

    [GoldenTheory, MemberData(nameof(Names))]
    public void The_weights_with_the_adapter_merged_give_the_reference_s_output(string name)
    {
        using var golden = new Case(_folder, name);
        foreach (var component in golden.Components)
        {
            using var merged = golden.Merged(component);
            using var session = new SessionFactory(new OnnxRuntimeOptions()).Create(golden.Graph(component, merged, adaptable: false));
            golden.AssertMatches(component, session);
        }
    }

    [GoldenTheory, MemberData(nameof(Names))]
    public void The_adapter_applied_while_the_session_runs_gives_the_reference_s_output(string name)
    {
        using var golden = new Case(_folder, name);
        foreach (var component in golden.Components)
        {
            using var session = golden.Adaptable(component);
            golden.AssertMatches(component, session);
        }
    }

    public void Dispose() => _folder.Dispose();

    private sealed class Case : IDisposable
    {
        private readonly string _name;
        private readonly string _pipeline;
        private readonly GoldenTensors _adapted;
        private readonly GoldenTensors _inputs;
        private readonly Checkpoint _checkpoint;
        private readonly ModelAdapters _model;
        private readonly AdapterSet _set;
        private readonly List<IModelSession> _sessions = [];

        public Case(AdapterFolder folder, string name)
        {
            _name = name;
            _pipeline = name.EndsWith("_xl", StringComparison.Ordinal) ? "sdxl" : "sd15";
            _adapted = Golden.Open("adapters", _pipeline == "sdxl" ? "expected_xl.safetensors" : "expected.safetensors");
            _inputs = Golden.Open(_pipeline, "expected.safetensors");
            _checkpoint = CheckpointReader.Open(Golden.PathOf(_pipeline), Golden.Folder);
            _model = new ModelAdapters(_checkpoint, folder.Catalog, _ => throw new NotSupportedException());
            var scale = JsonSerializer.Deserialize<Dictionary<string, double>>(
                File.ReadAllBytes(Golden.PathOf("adapters", "scales.json")))![name];
            folder.Copy(Golden.PathOf("adapters", $"{name}.safetensors"));
            _set = _model.Open(
                [new WantedAdapter(new AdapterUse { Name = name, Weight = scale }, "adapters", InPrompt: false)], AdapterParts.Formats,
                default);
            Assert.Equal(0, Assert.Single(_set.Applied).Unmatched);
        }

        /// <summary>What the reference has an output for.</summary>
        public IEnumerable<string> Components =>
            new[] { (Key: "out", Component: AdapterTargets.UNet), (Key: "last", Component: AdapterTargets.TextEncoder(0)) }
                .Where(output => _adapted.Contains($"{_name}.{output.Key}")).Select(output => output.Component);

        public WrittenWeights Merged(string component)
        {
            var weights = Weights(component);
            var merged = new WrittenWeights();
            var changes = (component == AdapterTargets.UNet ? _set.OnUNet(0) : _set.OnTextEncoder(component))
                .SelectMany(adapter => adapter.Opened.Layers, (adapter, layer) => (adapter.Strength, layer))
                .ToLookup(change => $"{change.layer.Target.Path}.{change.layer.Parameter}");
            foreach (var name in weights.Names)
            {
                var original = weights.Floats(weights.Find(name)!);
                var values = original.ToArray();
                foreach (var (strength, layer) in changes[name])
                {
                    layer.Change.AddTo(values, original, (float)strength);
                }

                merged.Add(name, [.. weights.Find(name)!.Shape], values);
            }

            return merged;
        }

        public OnnxModel Graph(string component, IWeights weights, bool adaptable) => component == AdapterTargets.UNet
            ? UNetGraph.Build(_checkpoint.UNet.Config, weights, new UNetOptions { Adaptable = adaptable })
            : ClipTextGraph.Build(_checkpoint.TextEncoders[0].Config, weights, adaptable);

        public IModelSession Adaptable(string component)
        {
            var table = SigmaTable.From(_checkpoint.Scheduler);
            var session = Session(Graph(component, Weights(component), adaptable: true));
            if (component == AdapterTargets.UNet)
            {
                return _model.UNet(session, _set, _inputs["e2e.sigmas"].Doubles, table, default);
            }

            var weights = new AdaptableWeights(Weights(component));
            return ((AdaptableSession)session).With(weights, _ => weights.Apply(component, _set.OnTextEncoder(component), default));
        }

        public void AssertMatches(string component, IModelSession session)
        {
            if (component != AdapterTargets.UNet)
            {
                var ids = _inputs["text.ids"];
                var encoded = session.Run(new Dictionary<string, TensorValue>
                {
                    ["input_ids"] = TensorValue.Of(ids.Longs, ids.Shape),
                    ["clip_skip"] = TensorValue.Of([1L], 1),
                });
                GoldenRun.AssertMatches(_adapted[$"{_name}.last"], encoded["normed_hidden_state"]);
                return;
            }

            var timestep = _inputs["unet.timestep"];
            var inputs = new Dictionary<string, TensorValue>
            {
                ["sample"] = _inputs["unet.sample"].ToValue(),
                ["timestep"] = TensorValue.Of(Array.ConvertAll(timestep.Longs, step => (float)step), timestep.Shape),
                ["encoder_hidden_states"] = _inputs["unet.context"].ToValue(),
            };
            if (_inputs.Contains("unet.time_ids"))
            {
                inputs["time_ids"] = _inputs["unet.time_ids"].ToValue();
                inputs["text_embeds"] = _inputs["text_2.pooled"].ToValue();
            }

            GoldenRun.AssertMatches(_adapted[$"{_name}.out"], session.Run(inputs)["out_sample"]);
        }

        public void Dispose()
        {
            _set.Dispose();
            _sessions.ForEach(session => session.Dispose());
            _checkpoint.Dispose();
        }

        private IWeights Weights(string component) =>
            component == AdapterTargets.UNet ? _checkpoint.UNet.Weights : _checkpoint.TextEncoders[0].Weights;

        private IModelSession Session(OnnxModel graph)
        {
            var session = new AdaptableSession(new SessionFactory(new OnnxRuntimeOptions()).Create(graph), graph.Adaptable);
            _sessions.Add(session);
            return session;
        }
    }
}
