using System.Text.Json;
using Atelier.Host.Cli;
using Atelier.Support;

namespace Atelier.Host.Tests.Cli.Models;

/// <summary>What <c>atelier loras</c>, <c>embeddings</c> and <c>controlnets</c> say of the files beside the models.</summary>
public sealed class AdaptersCommandTests : IDisposable
{
    private static readonly string Shipped = Path.Combine(Golden.RepositoryRoot, "models");
    private readonly CommandRun _command = new();

    public AdaptersCommandTests() =>
        _command.Environment["ATELIER_FOLDERS__MODELS"] = Directory.CreateDirectory(Path.Combine(_command.Home, "models")).FullName;

    public void Dispose() => _command.Dispose();

    [Fact]
    public void Adapters_are_listed_with_kind_rank_and_family_or_why_they_cannot_be_used()
    {
        const string key = "lora_unet_down_blocks_1_attentions_0_transformer_blocks_0_attn2_to_k";
        Write("loras", "ink", SafetensorsBytes.Of(
            [($"{key}.lora_down.weight", [4, 768], new float[4 * 768]), ($"{key}.lora_up.weight", [320, 4], new float[4 * 320])],
            ("ss_output_name", "the ink")));
        Write("loras", "loha",
            SafetensorsBytes.Of([($"{key}.hada_w1_b", [2, 2048], new float[4096]), ($"{key}.hada_w1_a", [320, 2], new float[640])]));
        Write("loras", "cut", [1, 2, 3]);
        File.WriteAllBytes(Path.Combine(Folder("loras"), "old.pt"), [0x80, 2]);

        Assert.Equal(ExitCode.Ok, _command.Run("loras"));

        Assert.Matches("^Name +Alias +Kind +Rank +Family +Size +State\n", _command.Output);
        Assert.Matches("(?m)^cut +[0-9.]+ MB +invalid: truncated", _command.Output);
        Assert.Matches("(?m)^ink +the ink +LoRA +4 +sd1 +[0-9.]+ MB +ready$", _command.Output);
        Assert.Matches("(?m)^loha +LoHa +2 +sdxl +[0-9.]+ MB +ready$", _command.Output);
        Assert.Matches(@"(?m)^old +.*\.pt file is a Python pickle", _command.Output);
    }

    [Fact]
    public void Textual_inversions_are_listed_with_word_vectors_and_widths_or_why_they_cannot_be_used()
    {
        Write("embeddings", "calm", SafetensorsBytes.Of([("emb_params", [3, 768], new float[3 * 768])]));
        Write("embeddings", "learned_embeds", SafetensorsBytes.Of([("<fog>", [1024], new float[1024])]));
        Write("embeddings", "pair",
            SafetensorsBytes.Of([("clip_l", [2, 768], new float[2 * 768]), ("clip_g", [2, 1280], new float[2 * 1280])]));
        Write("embeddings", "other", SafetensorsBytes.Of([("a", [1, 2], new float[2]), ("b", [1, 2], new float[2])]));

        Assert.Equal(ExitCode.Ok, _command.Run("embeddings"));

        Assert.Matches("^Name +Word +Vectors +Width +State\n", _command.Output);
        Assert.Matches("(?m)^calm +3 +768 +ready$", _command.Output);
        Assert.Matches("(?m)^learned_embeds +<fog> +1 +1024 +ready$", _command.Output);
        Assert.Matches(@"(?m)^pair +2 +768 \+ 1280 +ready$", _command.Output);
        Assert.Matches("(?m)^other +not a textual inversion", _command.Output);
    }

    [Fact]
    public void ControlNets_are_listed_with_the_models_that_they_are_for_or_why_they_cannot_be_used()
    {
        Copy("controlnet", "starter-canny");
        Write("controlnet", "lora", SafetensorsBytes.Of([("a.lora_down.weight", [4, 8], new float[32])]));

        Assert.Equal(ExitCode.Ok, _command.Run("controlnets"));

        Assert.Matches("^ControlNet +Family +Text width +State\n", _command.Output);
        Assert.Matches("(?m)^starter-canny +.*ready$", _command.Output);
        Assert.Matches("(?m)^lora +.*its tensors are of no network that is known", _command.Output);
    }

    [Fact]
    public void What_ships_is_ready_and_the_lists_are_JSON_for_programs()
    {
        _command.Environment["ATELIER_FOLDERS__MODELS"] = Shipped;

        Assert.Equal([("blueprint", "ready"), ("stained-glass", "ready")], Json("loras", "name"));
        Assert.Equal([("aurora-cabin", "ready")], Json("embeddings", "name"));
        Assert.Equal([("starter-canny", "ready")], Json("controlnets", "controlNet"));
    }

    [Theory]
    [InlineData("loras")]
    [InlineData("embeddings")]
    [InlineData("controlnets")]
    public void Where_there_are_none_the_list_is_empty(string list)
    {
        Assert.Equal(ExitCode.Ok, _command.Run(list, "--json"));

        Assert.Equal("[]", _command.Output.Trim());
    }

    private IEnumerable<(string? Name, string? State)> Json(string list, string name)
    {
        Assert.Equal(ExitCode.Ok, _command.Run(list, "--json"));
        using var document = JsonDocument.Parse(_command.Output);
        return [.. document.RootElement.EnumerateArray()
            .Select(row => (row.GetProperty(name).GetString(), row.GetProperty("state").GetString()))];
    }

    private string Folder(string kind) => Directory.CreateDirectory(Path.Combine(_command.Home, "models", kind)).FullName;

    private void Write(string kind, string name, byte[] file) =>
        File.WriteAllBytes(Path.Combine(Folder(kind), $"{name}.safetensors"), file);

    private void Copy(string kind, string name)
    {
        var to = Directory.CreateDirectory(Path.Combine(Folder(kind), name)).FullName;
        foreach (var file in Directory.GetFiles(Path.Combine(Shipped, kind, name)))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }
}
