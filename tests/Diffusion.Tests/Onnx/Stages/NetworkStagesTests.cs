using Atelier.Diffusion.Onnx;
using Atelier.Networks;

namespace Atelier.Diffusion.Tests.Onnx.Stages;

public sealed class NetworkStagesTests
{
    private const string Model = "a model";
    private readonly NetworkStages _stages = new(MemoryMode.Of("low"));
    private readonly List<string> _open = [];
    private int _mostOpen;

    [Fact]
    public void A_network_is_opened_when_it_is_first_run_and_closed_when_another_stage_begins()
    {
        var (text, unet) = (Network("text", Stage.Text(Model, false)), Network("unet", Stage.UNet(Model, "plain")));
        Assert.Empty(_open);

        Run(text);
        Assert.Equal(["text"], _open);
        Run(unet);
        Run(unet);
        Assert.Equal(["unet"], _open);
        Run(text);

        Assert.Equal(["text"], _open);
        Assert.Equal((2, 1, 1), (text.Openings, unet.Openings, _mostOpen));
    }

    [Fact]
    public void Networks_of_one_stage_are_open_together()
    {
        Run(Network("first", Stage.Text(Model, false)));
        Run(Network("second", Stage.Text(Model, false)));
        Assert.Equal(["first", "second"], _open);
    }

    [Fact]
    public void What_works_beside_a_UNet_stays_with_whichever_variant_runs()
    {
        Run(Network("unet", Stage.UNet(Model, "plain")));
        Run(Network("control", Stage.BesideUNet));
        Run(Network("other", Stage.UNet(Model, "wrapped")));
        Assert.Equal(["control", "other"], _open);
        Run(Network("decoder", Stage.Decoder(Model, "plain")));
        Assert.Equal(["decoder"], _open);
    }

    [Fact]
    public void What_a_model_holds_is_what_is_open_of_it()
    {
        Run(Network("text", Stage.Text(Model, false)));
        Assert.Equal((100, 0), (_stages.Held(Model), _stages.Held("another")));

        _stages.Leave(Model);

        Assert.Empty(_open);
        Assert.Equal(0, _stages.Held(Model));
    }

    [Fact]
    public void What_was_made_for_a_run_is_let_go_once_when_its_stage_is_over()
    {
        var unet = Network("unet", Stage.UNet(Model, "plain"));
        var let = 0;
        unet.Run(() => new Dictionary<string, TensorValue>(), () => let++, default);
        unet.Run(() => new Dictionary<string, TensorValue>(), () => let++, default);
        Assert.Equal(0, let);
        Run(Network("decoder", Stage.Decoder(Model, "plain")));
        unet.Dispose();
        Assert.Equal(1, let);
    }

    [Fact]
    public void One_that_cannot_be_opened_holds_nothing_and_is_tried_again()
    {
        var fails = true;
        var network = Staged(Stage.Text(Model, false), () => fails ? throw new ModelRuntimeException("no") : new Recorded("late", this));
        Assert.Throws<ModelRuntimeException>(() => Run(network));
        Assert.Equal(0, _stages.Held(Model));
        fails = false;
        Run(network);
        Assert.Equal(["late"], _open);
    }

    [Fact]
    public async Task Whoever_asks_waits_for_the_run_that_goes_on()
    {
        using var running = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        var unet = Network("unet", Stage.UNet(Model, "plain"));
        var first = Task.Run(() => unet.Run(
            () =>
            {
                running.Set();
                Assert.True(goOn.Wait(TimeSpan.FromSeconds(30)));
                return new Dictionary<string, TensorValue>();
            },
            whenClosed: null,
            default));
        Assert.True(running.Wait(TimeSpan.FromSeconds(30)));
        var second = Task.Run(() => Run(Network("annotator", Stage.Alone("a file"))));
        Assert.Equal(["unet"], _open);

        goOn.Set();

        await Task.WhenAll(first, second).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal((1, "annotator"), (_mostOpen, Assert.Single(_open)));
    }

    [Fact]
    public void One_that_was_disposed_does_not_open_again()
    {
        var network = Network("text", Stage.Text(Model, false));
        network.Dispose();
        Assert.Throws<ObjectDisposedException>(() => Run(network));
    }

    [Fact]
    public void In_the_normal_mode_a_network_is_open_from_the_start_and_stays()
    {
        var stages = new NetworkStages(MemoryMode.Of("normal"));
        using var text = stages.Session(Stage.Text(Model, false), 100, _ => new Recorded("text", this), default);
        using var unet = stages.Session(Stage.UNet(Model, "plain"), 100, _ => new Recorded("unet", this), default);
        Assert.Equal(["text", "unet"], _open);
        Assert.IsNotType<StagedSession>(unet);
    }

    [Fact]
    public void A_mode_that_is_not_known_is_refused_with_those_that_are()
    {
        var error = Assert.Throws<ModelRuntimeException>(() => new SessionFactory(new OnnxRuntimeOptions { Memory = "tiny" }));
        Assert.Equal("There is no memory mode 'tiny'; known are normal, low, lowest.", error.Message);
    }

    private static void Run(IModelSession network) => network.Run(new Dictionary<string, TensorValue>());

    private StagedSession Network(string name, Stage stage) => Staged(stage, () => new Recorded(name, this));

    private StagedSession Staged(Stage stage, Func<IModelSession> open) => (StagedSession)_stages.Session(stage, 100, _ => open(), default);

    private sealed class Recorded : IModelSession
    {
        private readonly string _name;
        private readonly NetworkStagesTests _test;

        public Recorded(string name, NetworkStagesTests test)
        {
            (_name, _test) = (name, test);
            test._open.Add(name);
            test._mostOpen = Math.Max(test._mostOpen, test._open.Count);
        }

        public IReadOnlyList<NetworkPort> Inputs => [];

        public IReadOnlyList<NetworkPort> Outputs => [];

        public TimeSpan TimeInRuntime => TimeSpan.Zero;

        public IReadOnlyDictionary<string, TensorValue> Run(
            IReadOnlyDictionary<string, TensorValue> inputs, CancellationToken cancellation = default) => inputs;

        public void Dispose() => _test._open.Remove(_name);
    }
}
