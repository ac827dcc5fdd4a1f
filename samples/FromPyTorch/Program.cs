using System.Globalization;
using FromPyTorch;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

// Position, velocity, target and last push of a point in the plane.
float[] observation = [0.5f, -0.25f, 0, 0, -0.5f, 0.75f, 0, 0];
Span<float> action = stackalloc float[Policy.OutputSize];
Policy.Forward(observation, action);
Console.WriteLine($"{Policy.ParameterCount} parameters from policy.safetensors");
Console.WriteLine($"Push       {action[0]:F3} {action[1]:F3}");

// How the first push answers to each input: a row of the Jacobian.
Span<float> slope = stackalloc float[Policy.InputSize];
Policy.Backward(observation, [1, 0, 0, 0], slope);
string[] names = ["position x", "position y", "velocity x", "velocity y", "target x", "target y", "push x", "push y"];
for (int i = 0; i < names.Length; i++)
{
    Console.WriteLine($"d push x / d {names[i],-11} {slope[i],7:F3}");
}

// It must pull towards the target, and the more so the farther that is.
return action[0] < 0 && action[1] > 0 && slope[4] > 0 && slope[0] < 0 ? 0 : 1;
