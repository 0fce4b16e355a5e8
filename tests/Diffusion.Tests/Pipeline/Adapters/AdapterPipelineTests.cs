using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Imaging.Metadata;
using Atelier.Diffusion.Onnx;
using Atelier.Diffusion.Pipeline;
using Atelier.Generation;
using Atelier.Networks;
using Atelier.Support;

namespace Atelier.Diffusion.Tests.Pipeline.Adapters;

/// <summary>Adapters and textual inversions from request to picture, on the model that ships.</summary>
public sealed class AdapterPipelineTests : IClassFixture<AdapterPipelineTests.Starter>
{
    private const string Query = "mid_block.attentions.0.transformer_blocks.0.attn1.to_q";
    private readonly Starter _starter;

    public AdapterPipelineTests(Starter starter) => _starter = starter;

    [Fact]
    public void At_strength_0_the_picture_is_the_one_without_and_it_changes_with_the_strength()
    {
        var plain = Pixels(Request("a lake"));
        Assert.Equal(plain, Pixels(Request("a lake<lora:look:0>")));
        var (half, whole) = (Pixels(Request("a lake<lora:look:0.5>")), Pixels(Request("a lake<lora:look:1>")));
        Assert.InRange(Distance(plain, half), 0.01, Distance(plain, whole));
        Assert.Equal(plain, Pixels(Request("a lake")));
    }

    [Fact]
    public void A_tag_and_the_request_s_list_mean_the_same()
    {
        var tagged = Pixels(Request("a lake<lora:look:0.3:0.8>"));
        Assert.Equal(
            tagged, Pixels(
                Request("a lake") with { Adapters = [new AdapterUse { Name = "LOOK", Weight = 0.8, TextEncoderWeight = 0.3 }] }));
        Assert.Equal(tagged, Pixels(Request("a lake<lora:the author's name:te=0.3:unet=0.8>")));
    }

    [Fact]
    public void Text_encoder_and_UNet_have_strengths_of_their_own()
    {
        var (text, unet) = (Pixels(Request("a lake<lora:look:1:0>")), Pixels(Request("a lake<lora:look:0:1>")));
        Assert.NotEqual(Pixels(Request("a lake")), text);
        Assert.NotEqual(Pixels(Request("a lake")), unet);
        Assert.NotEqual(text, unet);
    }

    [Fact]
    public void A_range_of_steps_is_all_of_its_steps_and_no_other()
    {
        var (plain, whole) = (Pixels(Request("a lake")), Pixels(Request("a lake<lora:look:0:1>")));
        Assert.Equal(whole, Pixels(Request("a lake<lora:look:0:1:start=0:end=1>")));

        // The session that takes weights as inputs sums in another order than the plain one: a level of 255 at most.
        Assert.All(plain.Zip(Pixels(Request("a lake<lora:look:0:1:start=0.5:end=0.5>"))),
            pair => Assert.InRange(pair.First - pair.Second, -1, 1));
        var (early, late) = (Pixels(Request("a lake<lora:look:0:1:end=0.5>")), Pixels(Request("a lake<lora:look:0:1:start=0.5>")));
        Assert.All(new[] { early, late }, part => Assert.True(!part.SequenceEqual(plain) && !part.SequenceEqual(whole)));
        Assert.NotEqual(early, late);
    }

    [Fact]
    public void An_adapter_and_its_opposite_together_change_nothing_visible()
    {
        var both = Pixels(Request("a lake<lora:look:0.7><lora:look:-0.7>"));
        Assert.All(both.Zip(Pixels(Request("a lake"))), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, 2));
    }

    [Fact]
    public void Another_adapter_or_strength_builds_no_session()
    {
        Pixels(Request("a lake<lora:look:1>"));
        var before = _starter.Sessions;
        Pixels(Request("a lake<lora:look:0.2>"));
        Pixels(Request("a lake<lora:other:1>"));
        Pixels(Request("a lake<lora:other:0.5><lora:look:0.1:start=0.4>"));
        Assert.Equal(before, _starter.Sessions);
    }

    [Fact]
    public void The_recipe_says_what_was_applied_and_makes_the_same_again()
    {
        var request = Request("a lake<lora:look:0.5>") with { Adapters = [new AdapterUse { Name = "partly", Weight = 0.4 }] };
        var picture = _starter.Pipeline.Generate(request).Single();
        var (look, partly) = (picture.Recipe.Adapters[0], picture.Recipe.Adapters[1]);
        Assert.Equal(
            ("look", 0.5, 0.5, 4, 0, true), (look.Name, look.Weight, look.TextEncoderWeight, look.Matched, look.Unmatched, look.InPrompt));
        Assert.Equal(("partly", 0.4, 2, 1, false), (partly.Name, partly.Weight, partly.Matched, partly.Unmatched, partly.InPrompt));
        Assert.Equal(["lora_unet_no_such_layer.lora_up.weight"], partly.FirstUnmatched);
        Assert.Equal(
            picture.Picture.Pixels.ToArray(), Pixels(Recipe.Parse(picture.Recipe.ToJson()).ToRequest() with { Model = _starter.Model }));

        var infotext = picture.Recipe.ToInfotext("Euler", "Karras");
        Assert.Equal($"look: {look.Hash}, partly: {partly.Hash}", infotext["Lora hashes"]);
        Assert.Equal("a lake<lora:look:0.5> <lora:partly:0.4:0.4>", infotext.Prompt);
        Assert.Equal(
            picture.Picture.Pixels.ToArray(),
            Pixels(Infotext.Parse(infotext.ToString()).ToRequest() with
            {
                Model = _starter.Model,
                Sampler = "euler",
                Schedule = "karras",
            }));
    }

    [Fact]
    public void Adapters_that_only_a_second_pass_s_prompt_names_are_in_the_recipe_too()
    {
        var request = Request("a lake<lora:look:0.5>") with
        {
            Hires = new HiresFix { Scale = 2, Steps = 2, Prompt = "a lake<lora:look:0.5><lora:other:0.3>" },
        };
        var picture = _starter.Pipeline.Generate(request).Single();
        Assert.Equal([("look", 0.5), ("other", 0.3)], picture.Recipe.Adapters.Select(adapter => (adapter.Name, adapter.Weight)));
        Assert.Equal(
            picture.Picture.Pixels.ToArray(), Pixels(Recipe.Parse(picture.Recipe.ToJson()).ToRequest() with { Model = _starter.Model }));

        var same = _starter.Pipeline.Generate(request with { Hires = request.Hires with { Prompt = null } }).Single();
        Assert.Equal("look", Assert.Single(same.Recipe.Adapters).Name);
    }

    [Fact]
    public void A_model_of_the_same_make_that_takes_over_has_the_adapters_too()
    {
        var request = Request("a lake<lora:look:1>");
        Assert.Equal(Pixels(request), Pixels(request with { Refiner = new RefinerStage { Model = _starter.Model, SwitchAt = 0.5 } }));
        Assert.NotEqual(
            Pixels(Request("a lake")), Pixels(request with { Refiner = new RefinerStage { Model = _starter.Model, SwitchAt = 0 } }));
    }

    [Theory]
    [InlineData("a lake<lora:no_such:1>", "prompt", "is not in models/loras; there are ")]
    [InlineData("a lake<lora:pickled:1>", "prompt", ".pt file is a Python pickle")]
    [InlineData("a lake<lora:broken:1>", "prompt", "invalid")]
    [InlineData("a lake<lora:foreign:1>", "prompt",
        "none of its 1 tensors is for this model (the first is lora_te2_text_model_encoder_layers_0_mlp_fc1.lora_up.weight). It was made for sdxl")]
    [InlineData("a lake<lora:wide:1>", "prompt",
        "the tensor lora_unet_mid_block_attentions_0_transformer_blocks_0_attn1_to_q.lora_up.weight is 9999×1 and does not fit")]
    [InlineData("a lake<lora:empty:1>", "prompt", "the file holds no tensors")]
    [InlineData("a lake<lora:whole:1>", "prompt", "stored as I32")]
    [InlineData("a lake<lora:nan:1>", "prompt", "infinite or not a number")]
    [InlineData("a lake<lora:look:much>", "prompt", "says 'much' where a number belongs")]
    [InlineData("a lake<lora:look:11>", "prompt", "must be a number from -10 to 10")]
    [InlineData("a lake<lora:look:1:strength=2>", "prompt", "strength=, which is not known")]
    [InlineData("a lake<hypernet:look:1>", "prompt", "asks for a hypernet")]
    [InlineData("a lake wrongwidth", "prompt", "the textual inversion wrongwidth has vectors of 5 numbers; this model's text takes")]
    [InlineData("a lake oldstyle", "prompt", ".pt file is a Python pickle")]
    public void What_cannot_be_applied_is_refused_by_field_and_reason_and_leaves_the_model_as_it_was(
        string prompt, string field, string problem)
    {
        var before = Pixels(Request("a lake"));
        var refusal = Assert.Throws<RequestException>(() => Pixels(Request(prompt)));
        Assert.Equal(field, refusal.Field);
        Assert.Contains(problem, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_starter.Root, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, Pixels(Request("a lake")));
    }

    [Fact]
    public void In_the_request_s_list_the_entry_at_fault_is_named()
    {
        var adapters = new[] { new AdapterUse { Name = "look" }, new AdapterUse { Name = "foreign" } };
        var refusal = Assert.Throws<RequestException>(() => Pixels(Request("a lake") with { Adapters = adapters }));
        Assert.Equal("adapters[1].name", refusal.Field);
        refusal = Assert.Throws<RequestException>(
            () => Pixels(Request("a lake") with { Adapters = [adapters[0] with { Start = 0.8, End = 0.2 }] }));
        Assert.Equal("adapters[0].start", refusal.Field);
    }

    [Fact]
    public void A_tag_in_the_negative_prompt_is_refused()
    {
        var refusal = Assert.Throws<RequestException>(() => Pixels(Request("a lake") with { NegativePrompt = "blur<lora:look:1>" }));
        Assert.Equal("negativePrompt", refusal.Field);
    }

    [Fact]
    public void A_textual_inversion_of_a_word_s_own_vectors_is_that_word()
    {
        var request = Request("a castle") with { GuidanceSettings = new() { Scale = 3 } };
        Assert.Equal(Pixels(request), Pixels(request with { Prompt = "a samecastle" }));
        Assert.Equal(Pixels(request with { Prompt = "a (castle:1.3)" }), Pixels(request with { Prompt = "a (samecastle:1.3)" }));
        Assert.Equal(
            Pixels(request with { Prompt = "", NegativePrompt = "a castle" }),
            Pixels(request with { Prompt = "", NegativePrompt = "a <own-word>" }));
        Assert.NotEqual(Pixels(request), Pixels(request with { Prompt = "a twice" }));
    }

    [Fact]
    public void The_recipe_names_the_textual_inversions_that_were_called()
    {
        var picture = _starter.Pipeline.Generate(Request("a twice") with { NegativePrompt = "samecastle" }).Single();
        Assert.Equal(["twice", "samecastle"], picture.Recipe.Embeddings.Select(embedding => embedding.Name));
        var hashes = picture.Recipe.ToInfotext("Euler", "Karras")["TI hashes"];
        Assert.Equal(string.Join(", ", picture.Recipe.Embeddings.Select(embedding => $"{embedding.Name}: {embedding.Hash}")), hashes);
        Assert.Empty(_starter.Pipeline.Generate(Request("a lake")).Single().Recipe.Embeddings);
    }

    [Fact]
    public void Few_steps_without_guidance_work_as_distilled_adapters_want_them()
    {
        var request =
            Request("a lake<lora:look:1>") with { Sampler = "lcm", Schedule = "sgm_uniform", GuidanceSettings = new() { Scale = 1 } };
        Assert.All(new[] { 1, 2, 4, 8 }, steps => Assert.NotEmpty(Pixels(request with { Steps = steps })));
    }

    private GenerationRequest Request(string prompt) =>
        StarterPipeline.Small(prompt) with { Model = _starter.Model, Sampler = "euler", Schedule = "karras", Steps = 4 };

    private byte[] Pixels(GenerationRequest request) => _starter.Pipeline.Generate(request).Single().Picture.Pixels.ToArray();

    private static double Distance(byte[] a, byte[] b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Average();

    public sealed class Starter : IDisposable
    {
        private readonly AdapterFolder _folder = new();
        private readonly ModelLoader _models;

        public Starter()
        {
            _models = new ModelLoader(
                new ModelCatalog(_folder.Root), Model, new OnnxRuntimeOptions(), TimeProvider.System, allowPaths: true);
            Pipeline = new DiffusionPipeline(new AdapterParts(), _models, StarterPipeline.Options, TimeProvider.System, () => 1);
            using var checkpoint = CheckpointReader.Open(Model, null);
            WriteAdapters(checkpoint);
            WriteInversions(checkpoint);
        }

        public string Root => _folder.Root;

        public DiffusionPipeline Pipeline { get; }

        public string Model { get; } = Path.Combine(Golden.RepositoryRoot, "models", "starter");

        public int Sessions
        {
            get
            {
                using var use = _models.Use(Model);
                return use.Model.SessionCount;
            }
        }

        public void Dispose()
        {
            _models.Dispose();
            _folder.Dispose();
        }

        private void WriteAdapters(Checkpoint checkpoint)
        {
            var width = checkpoint.UNet.Weights.Find($"{Query}.weight")!.Shape[0];
            var text = checkpoint.TextEncoders[0].Config.HiddenSize;
            (string, int[], float[])[] look =
            [
                Tensor($"unet.{Query}.lora_A.weight", 2, width), Tensor($"unet.{Query}.lora_B.weight", width, 2),
                Tensor("text_encoder.text_model.encoder.layers.0.self_attn.v_proj.lora_A.weight", 2, text),
                Tensor("text_encoder.text_model.encoder.layers.0.self_attn.v_proj.lora_B.weight", text, 2),
            ];
            var flat = $"lora_unet_{Query.Replace('.', '_')}";
            _folder.Write("look.safetensors", Checkpoints.SafetensorsWriter.Of(look, ("ss_output_name", "the author's name")));
            _folder.Write(
                "other", ModelFileKinds.Lora, Tensor($"{flat}.lora_down.weight", 3, width), Tensor($"{flat}.lora_up.weight", width, 3));
            _folder.Write(
                "partly", ModelFileKinds.Lora,
                Tensor($"{flat}.lora_down.weight", 3, width), Tensor($"{flat}.lora_up.weight", width, 3),
                Tensor("lora_unet_no_such_layer.lora_up.weight", 4, 4));
            _folder.Write("foreign", ModelFileKinds.Lora, Tensor("lora_te2_text_model_encoder_layers_0_mlp_fc1.lora_up.weight", 4, 4));
            _folder.Write(
                "wide", ModelFileKinds.Lora, Tensor($"{flat}.lora_down.weight", 1, width), Tensor($"{flat}.lora_up.weight", 9999, 1));
            _folder.Write("empty", ModelFileKinds.Lora);
            _folder.Write(
                "nan", ModelFileKinds.Lora, (flat + ".lora_down.weight", [1, width], new float[width]),
                (flat + ".lora_up.weight", [width, 1], [.. Enumerable.Repeat(float.NaN, width)]));
            _folder.Write(
                "whole.safetensors", Checkpoints.SafetensorsWriter.Of(TensorType.I32, [($"{flat}.lora_down.weight", [1, width])]));
            _folder.Write("broken.safetensors", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
            _folder.Write("pickled.pt", [0x80, 2]);
        }

        private void WriteInversions(Checkpoint checkpoint)
        {
            var encoder = checkpoint.TextEncoders[0];
            var table = encoder.Weights.Floats(encoder.Weights.Find("text_model.embeddings.token_embedding.weight")!);
            var width = encoder.Config.HiddenSize;
            var ids = Atelier.Diffusion.Pipeline.Tokenize.ClipTokenizer.Open(encoder.TokenizerFolder).Encode("castle");
            float[] castle = [.. ids.SelectMany(id => table[(id * width)..((id + 1) * width)])];
            _folder.Write("samecastle", ModelFileKinds.Embedding, ("emb_params", [ids.Count, width], castle));
            _folder.Write("learned_embeds", ModelFileKinds.Embedding, ("<own-word>", [ids.Count, width], castle));
            _folder.Write("twice", ModelFileKinds.Embedding, ("string_to_param.*", [2 * ids.Count, width], [.. castle, .. castle]));
            _folder.Write("wrongwidth", ModelFileKinds.Embedding, Tensor("emb_params", 1, 5));
            _folder.Write("oldstyle.pt", [0x80, 2], ModelFileKinds.Embedding);
        }

        private static (string, int[], float[]) Tensor(string name, params int[] shape)
        {
            var random = new Random(name.Length);
            return (name, shape, [.. Enumerable.Range(0, shape[0] * shape[1]).Select(_ => 0.6f * (random.NextSingle() - 0.5f))]);
        }
    }
}
