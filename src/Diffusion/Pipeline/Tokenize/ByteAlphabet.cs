namespace Atelier.Diffusion.Pipeline.Tokenize;

/// <summary>
/// The visible character that stands for each byte in a byte-level vocabulary (GPT-2, openai/CLIP): printable Latin-1 stands for itself,
/// the other 68 bytes take U+0100 onwards in order.
/// </summary>
internal static class ByteAlphabet
{
    private static readonly char[] Characters = Build();

    public static char CharacterOf(byte value) => Characters[value];

    private static char[] Build()
    {
        var characters = new char[256];
        var next = '\u0100';
        for (var value = 0; value < characters.Length; value++)
        {
            characters[value] = value is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or >= 0xAE ? (char)value : next++;
        }

        return characters;
    }
}
