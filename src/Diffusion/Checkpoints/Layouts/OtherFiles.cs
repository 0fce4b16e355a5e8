namespace Atelier.Diffusion.Checkpoints;

/// <summary>
/// Recognises sound safetensors files that are no Stable Diffusion checkpoint, so that the refusal can say what they are.
/// </summary>
internal static class OtherFiles
{
    /// <summary>How every description starts.</summary>
    public const string NoCheckpoint = "not a checkpoint";

    private static readonly (string KeyPart, string What)[] Marks =
    [
        ("lora_", "a LoRA: put it into the adapters' folder and name it in the request"),
        (".hada_w1", "a LoHa adapter: put it into the adapters' folder and name it in the request"),
        (".lokr_w1", "a LoKr adapter: put it into the adapters' folder and name it in the request"),
        ("emb_params", "a textual inversion: put it into the embeddings' folder"),
        ("clip_l", "a textual inversion for SDXL: put it into the embeddings' folder"),
        ("controlnet_cond_embedding.", "a ControlNet: put it into the ControlNets' folder"),
        ("control_model.", "a ControlNet: put it into the ControlNets' folder"),
        ("double_blocks.", "a Flux model, which this version does not run"),
        ("joint_blocks.", "a Stable Diffusion 3 model, which this version does not run"),
        ("down_blocks.", "one component of a diffusers folder: open the folder that holds model_index.json"),
        ("text_model.", "a text encoder alone: open the model that it belongs to"),
        ("first_stage_model.", "an autoencoder alone: open the model that it belongs to"),
        ("decoder.", "an autoencoder alone: open the model that it belongs to"),
    ];

    /// <summary>What the file is, as the reason for not opening it.</summary>
    public static string Describe(SafetensorsFile file)
    {
        foreach (var (part, what) in Marks)
        {
            if (file.Tensors.Any(tensor => tensor.Name.Contains(part, StringComparison.Ordinal)))
            {
                return $"{NoCheckpoint}: it is {what}";
            }
        }

        return $"{NoCheckpoint}: it has no UNet (tensors named model.diffusion_model.…)";
    }
}
