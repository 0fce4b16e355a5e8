using Atelier.Diffusion.Imaging.Metadata;
using Atelier.Guidance;

namespace Atelier.Diffusion.Tests.Imaging.Metadata;

/// <summary>Recipes to test with.</summary>
internal static class SomeRecipe
{
    public static Recipe With(string prompt) => new()
    {
        Prompt = prompt,
        PromptTemplate = "{a|b} __animal__",
        NegativePrompt = "blurry",
        Seed = ulong.MaxValue,
        Index = 3,
        Noise = "torch",
        Model = new RecipeModel("v1-5-pruned", "6ce0161689b3853acaa03779ec93eafe75a02f4ced659bee03f50797806fa2fa"),
        Sampler = "dpmpp_2m_sde",
        SamplerOptions = new Dictionary<string, double> { ["eta"] = 0.7, ["s_noise"] = 1 },
        Schedule = "karras",
        Steps = 20,
        Guidance = "cfg",
        GuidanceSettings = new GuidanceSettings { Scale = 7.5, Start = 0.1 },
        Width = 512,
        Height = 768,
        ClipSkip = 2,
        Emphasis = "a1111",
        Software = new RecipeSoftware(
            "0.1.0", "onnxruntime 1.29.0", "cpu", new Dictionary<string, string> { ["atelier.samplers"] = "1.0.0" }),
    };
}
